package dev.headgate.route;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every way in which servers read one request path. They differ in whether {@code %2f} divides
 * segments, whether an escape may hide another, whether {@code ;parameters} count, whether {@code
 * //} is one slash and a backslash a slash; dot segments are resolved in all of them (RFC 3986
 * §5.2.4). The gateway forwards the original bytes, so it must not match on one reading while the
 * upstream acts on another.
 */
final class PathReadings {
  private enum Slashes {
    AS_WRITTEN,
    DECODED,
    DECODED_TWICE
  }

  private PathReadings() {}

  /**
   * The readings of a path, usually just one.
   *
   * @throws MalformedPathException on a broken escape, an escaped NUL, or bytes that are not UTF-8
   */
  static List<String> of(String path) throws MalformedPathException {
    if (isPlain(path)) {
      return List.of(path);
    }
    Set<String> readings = new LinkedHashSet<>();
    for (Slashes slashes : Slashes.values()) {
      String decoded = decode(path, slashes);
      for (int choice = 0; choice < 8; choice++) {
        boolean backslashes = (choice & 1) != 0;
        boolean parameters = (choice & 2) != 0;
        boolean emptySegments = (choice & 4) != 0;
        readings.add(
            resolve(backslashes ? decoded.replace('\\', '/') : decoded, parameters, emptySegments));
      }
    }
    return List.copyOf(readings);
  }

  private static boolean isPlain(String path) {
    char previous = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean odd = c == '%' || c == ';' || c == '\\' || c >= 0x7f;
      if (odd || (previous == '/' && (c == '/' || c == '.'))) {
        return false;
      }
      previous = c;
    }
    return true;
  }

  private static String decode(String path, Slashes slashes) throws MalformedPathException {
    return switch (slashes) {
      case AS_WRITTEN -> PathEscapes.decode(path, true);
      case DECODED -> PathEscapes.decode(path, false);
      case DECODED_TWICE -> PathEscapes.decodeAgain(PathEscapes.decode(path, false));
    };
  }

  private static String resolve(String path, boolean keepParameters, boolean keepEmpty) {
    Deque<String> segments = new ArrayDeque<>();
    String[] parts = path.split("/", -1);
    for (int i = 1; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      String segment = keepParameters ? parts[i] : withoutParameters(parts[i]);
      switch (segment) {
        case ".." -> {
          segments.pollLast();
          endWithSlash(segments, last);
        }
        case "." -> endWithSlash(segments, last);
        case "" -> {
          if (last || keepEmpty) {
            segments.addLast(segment);
          }
        }
        default -> segments.addLast(segment);
      }
    }
    return "/" + String.join("/", segments);
  }

  private static void endWithSlash(Deque<String> segments, boolean last) {
    if (last) {
      segments.addLast("");
    }
  }

  private static String withoutParameters(String segment) {
    int parameters = segment.indexOf(';');
    return parameters < 0 ? segment : segment.substring(0, parameters);
  }
}
