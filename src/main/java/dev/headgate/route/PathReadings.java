package dev.headgate.route;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every way in which servers read one request path. They differ in which {@link PathStep}s they
 * take, whether {@code %2f} divides segments, whether an escape may hide another, and in which
 * order they do all that. The gateway forwards the original bytes, so it must not match on one
 * reading while the upstream acts on another.
 */
final class PathReadings {
  /** A path that can be read in more ways is refused: nobody needs it, and each one costs time. */
  static final int READINGS_MAX = 64;

  private PathReadings() {}

  /**
   * The readings of a path, usually just one; the first takes every step but {@link PathStep#HOST},
   * and keeps escaped slashes. What begins with no slash, such as {@code *}, is no path: it is read
   * as it stands, which no route takes.
   *
   * @throws MalformedPathException on a fragment, a broken escape, an escaped NUL, bytes that are
   *     not UTF-8, dot segments that climb above the root, or too many readings
   */
  static List<String> of(String path) throws MalformedPathException {
    if (!path.startsWith("/") || isPlain(path)) {
      return List.of(path);
    }
    if (path.indexOf('#') >= 0) {
      throw new MalformedPathException("the path has a fragment, which no request has");
    }
    Set<String> written = withSteps(Set.of(path));
    Set<String> decoded = new LinkedHashSet<>();
    decoded.add(normal(PathEscapes.decode(path, true)));
    for (String reading : written) {
      decoded.add(PathEscapes.decode(reading, true));
      decoded.add(PathEscapes.decode(reading, false));
    }
    decoded = withSteps(decoded);
    Set<String> decodedAgain = new LinkedHashSet<>(decoded);
    for (String reading : decoded) {
      decodedAgain.add(PathEscapes.decodeAgain(reading));
    }
    return List.copyOf(withSteps(decodedAgain));
  }

  private static boolean isPlain(String path) {
    char previous = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean odd = c == '%' || c == '#' || c == ';' || c == '\\' || c >= 0x7f;
      if (odd || (previous == '/' && (c == '/' || c == '.'))) {
        return false;
      }
      previous = c;
    }
    return true;
  }

  private static String normal(String path) throws MalformedPathException {
    String normal = path;
    for (PathStep step : EnumSet.range(PathStep.BACKSLASHES, PathStep.DOT_SEGMENTS)) {
      normal = step.apply(normal);
    }
    return normal;
  }

  /** These, in their order, and what they become by any steps in any order. */
  private static Set<String> withSteps(Set<String> readings) throws MalformedPathException {
    Set<String> found = new LinkedHashSet<>(readings);
    List<String> queue = new ArrayList<>(found);
    for (int i = 0; i < queue.size(); i++) {
      for (PathStep step : PathStep.values()) {
        String reading = step.apply(queue.get(i));
        if (found.add(reading)) {
          queue.add(reading);
        }
      }
      if (found.size() > READINGS_MAX) {
        throw new MalformedPathException(
            "the path can be read in more than " + READINGS_MAX + " ways");
      }
    }
    return found;
  }
}
