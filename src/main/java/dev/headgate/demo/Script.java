package dev.headgate.demo;

import java.util.List;

/** The events of one stream, in order. */
record Script(List<Event> events) {
  Script {
    events = List.copyOf(events);
  }

  /**
   * One server-sent event.
   *
   * @param text its lines and the blank line that ends it
   * @param isToken whether it carries a piece of the text, for which the pace is kept
   */
  record Event(String text, boolean isToken) {
    /** An event without a name. */
    static Event of(String data) {
      return new Event("data: " + data + "\n\n", false);
    }

    /** An event with a name. */
    static Event of(String name, String data) {
      return new Event("event: " + name + "\ndata: " + data + "\n\n", false);
    }

    /** The same event, at the pace of a token. */
    Event asToken() {
      return new Event(text, true);
    }
  }
}
