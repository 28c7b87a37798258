package dev.headgate.route;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every way in which servers read one request path. They differ in whether {@code %2f} divides
 * segments, whether an escape may hide another, whether {@code ;parameters} count, whether {@code
 * //} is one slash and a backslash a slash, and whether dot segments are resolved, as RFC 3986
 * §5.2.4 wants it. The gateway forwards the original bytes, so it must not match on one reading
 * while the upstream acts on another.
 */
final class PathReadings {
  private static final int BACKSLASHES = 1;
  private static final int PARAMETERS = 2;
  private static final int EMPTY_SEGMENTS = 4;
  private static final int DOT_SEGMENTS = 8;
  private static final int CHOICES = 16;

  private enum Slashes {
    AS_WRITTEN,
    DECODED,
    DECODED_TWICE
  }

  private PathReadings() {}

  /**
   * The readings of a path, usually just one. What begins with no slash, such as {@code *}, is no
   * path: it is read as it stands, which no route takes.
   *
   * @throws MalformedPathException on a broken escape, an escaped NUL, bytes that are not UTF-8, or
   *     dot segments that climb above the root
   */
  static List<String> of(String path) throws MalformedPathException {
    if (!path.startsWith("/") || isPlain(path)) {
      return List.of(path);
    }
    Set<String> readings = new LinkedHashSet<>();
    for (Slashes slashes : Slashes.values()) {
      String decoded = decode(path, slashes);
      for (int keep = 0; keep < CHOICES; keep++) {
        String read = (keep & BACKSLASHES) == 0 ? decoded.replace('\\', '/') : decoded;
        readings.add(resolve(read, keep));
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

  private static String resolve(String path, int keep) throws MalformedPathException {
    Deque<String> segments = new ArrayDeque<>();
    String[] parts = path.split("/", -1);
    for (int i = 1; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      String segment = (keep & PARAMETERS) != 0 ? parts[i] : withoutParameters(parts[i]);
      if (isDots(segment) && (keep & DOT_SEGMENTS) == 0) {
        if (segment.equals("..") && segments.pollLast() == null) {
          throw new MalformedPathException("the path climbs above its root");
        }
        endWithSlash(segments, last);
      } else if (!segment.isEmpty() || last || (keep & EMPTY_SEGMENTS) != 0) {
        segments.addLast(segment);
      }
    }
    return "/" + String.join("/", segments);
  }

  private static boolean isDots(String segment) {
    return segment.equals(".") || segment.equals("..");
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
