package dev.headgate.route;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** What a server may do to a path besides taking its escapes out; some do, some do not. */
enum PathStep {
  /** A backslash is a slash. */
  BACKSLASHES,
  /** What follows a semicolon in a segment does not count. */
  PARAMETERS,
  /** {@code //} is one slash. */
  EMPTY_SEGMENTS,
  /** Dot segments are resolved, as RFC 3986 §5.2.4 wants it. */
  DOT_SEGMENTS,
  /** Two slashes at the front begin a host, as in a URL that is resolved against another. */
  HOST;

  private static final Pattern AUTHORITY = Pattern.compile("^//+[^/]*");

  /** The path, which begins with a slash, after this step; itself where nothing is to be done. */
  String apply(String path) throws MalformedPathException {
    return switch (this) {
      case BACKSLASHES -> path.replace('\\', '/');
      case PARAMETERS -> path.indexOf(';') < 0 ? path : withoutParameters(path);
      case EMPTY_SEGMENTS -> path.contains("//") ? path.replaceAll("/+", "/") : path;
      case DOT_SEGMENTS -> path.contains("/.") ? resolved(path) : path;
      case HOST -> path.startsWith("//") ? withoutHost(path) : path;
    };
  }

  private static String withoutParameters(String path) {
    StringBuilder kept = new StringBuilder(path.length());
    boolean inParameters = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      inParameters = c != '/' && (inParameters || c == ';');
      if (!inParameters) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static String withoutHost(String path) {
    String rest = AUTHORITY.matcher(path).replaceFirst("");
    return rest.isEmpty() ? "/" : rest;
  }

  private static String resolved(String path) throws MalformedPathException {
    Deque<String> segments = new ArrayDeque<>();
    String[] parts = path.split("/", -1);
    for (int i = 1; i < parts.length; i++) {
      if (!isDots(parts[i])) {
        segments.addLast(parts[i]);
        continue;
      }
      if (parts[i].equals("..") && segments.pollLast() == null) {
        throw new MalformedPathException("the path climbs above its root");
      }
      if (i == parts.length - 1) {
        segments.addLast("");
      }
    }
    return "/" + String.join("/", segments);
  }

  private static boolean isDots(String segment) {
    return segment.equals(".") || segment.equals("..");
  }
}
