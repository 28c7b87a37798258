package dev.headgate.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a stream in pieces, and a second time as the standard words it. */
final class Reading {
  /** An event as a client would be given it. */
  record Dispatched(String name, String data) {}

  private Reading() {}

  /** Where the events end, counted from the start of the stream. */
  static List<Integer> ends(Scanner scanner, List<String> pieces) {
    List<Integer> ends = new ArrayList<>();
    int before = 0;
    for (String piece : pieces) {
      byte[] bytes = piece.getBytes(ISO_8859_1);
      for (int end = scanner.next(bytes, 0, bytes.length);
          end >= 0;
          end = scanner.next(bytes, end, bytes.length)) {
        ends.add(before + end);
      }
      before += piece.length();
    }
    return ends;
  }

  /** What the events hold that end there. */
  static List<Dispatched> dispatched(String stream, List<Integer> ends) {
    byte[] bytes = stream.getBytes(ISO_8859_1);
    List<Dispatched> dispatched = new ArrayList<>();
    Event event = new Event();
    int start = 0;
    for (int end : ends) {
      event.read(bytes, start, end, start == 0);
      if (event.hasData()) {
        dispatched.add(new Dispatched(name(stream, event), data(event)));
      }
      start = end;
    }
    return dispatched;
  }

  private static String name(String stream, Event event) {
    for (String line : stream.split("[\r\n]", -1)) {
      String value = value(withoutMark(line), "event");
      if (value != null && event.hasName() && event.isNamed(value.getBytes(ISO_8859_1))) {
        return value;
      }
    }
    return "";
  }

  private static String data(Event event) {
    int length = event.dataEnd() - event.dataStart();
    return new String(event.data(), event.dataStart(), length, ISO_8859_1);
  }

  /** The same, line by line, as HTML section 9.2.6 says it. */
  static List<Dispatched> standard(String stream) {
    List<Dispatched> dispatched = new ArrayList<>();
    String name = "";
    List<String> data = new ArrayList<>();
    String[] lines = withoutMark(stream).split("\r\n|\r|\n", -1);
    // What is behind the last line end is no line.
    for (String line : List.of(lines).subList(0, lines.length - 1)) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          dispatched.add(new Dispatched(name, String.join("\n", data)));
        }
        name = "";
        data.clear();
      } else {
        String event = value(line, "event");
        name = event == null ? name : event;
        String more = value(line, "data");
        if (more != null) {
          data.add(more);
        }
      }
    }
    return dispatched;
  }

  private static String withoutMark(String text) {
    return text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
  }

  private static @Nullable String value(String line, String field) {
    if (line.equals(field)) {
      return "";
    }
    return line.startsWith(field + ":")
        ? line.substring(field.length() + 1).replaceFirst("^ ", "")
        : null;
  }
}
