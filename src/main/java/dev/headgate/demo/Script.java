package dev.headgate.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream, in order.
 *
 * @param ending how the stream ends behind them
 * @param pace how fast it is played; null: as all others
 */
record Script(List<Event> events, Ending ending, @Nullable Pace pace) {
  Script {
    events = List.copyOf(events);
  }

  /** A stream that ends as it should. */
  Script(List<Event> events) {
    this(events, Ending.IN_ORDER, null);
  }

  /** The same at another pace. */
  Script at(Pace other) {
    return new Script(events, ending, other);
  }

  /** How a stream ends. */
  enum Ending {
    /** As HTTP says. */
    IN_ORDER,
    /** Without the last chunk. */
    TRUNCATION,
    /** By an RST. */
    RESET,
    /** Not at all: nothing more comes. */
    SILENCE,
    /** Not at all: a comment comes now and then. */
    PINGS
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
