package dev.headgate.http1;

import dev.headgate.exchange.Outcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code method SP target SP HTTP-version}, with just those two spaces (RFC 9112 §3). What §3 lets
 * a lenient server take, runs of whitespace above all, is refused.
 *
 * @param method a token
 * @param target printable and without what no URI may hold (RFC 3986 §2)
 */
record RequestLine(String method, String target, HttpVersion version) {
  /** Longer than any method that is registered. */
  static final int METHOD_BYTES_MAX = 64;

  /** The line that begins HTTP/2, RFC 9113 §3.4. */
  private static final String HTTP_2_PREFACE = "PRI * HTTP/2.0";

  private static final Pattern VERSION = Pattern.compile("HTTP/([0-9]\\.[0-9])");
  private static final String NOT_IN_A_URI = "\"#<>\\^`{|}";

  /** Reads the line; without a word about its length. */
  static RequestLine of(String line) throws RefusedRequestException {
    int methodEnd = line.indexOf(' ');
    int targetEnd = line.indexOf(' ', methodEnd + 1);
    if (methodEnd < 0 || targetEnd < 0) {
      throw malformed("The request line is not a method, a target and a version.");
    }
    String method = line.substring(0, methodEnd);
    String target = line.substring(methodEnd + 1, targetEnd);
    if (!Grammar.isToken(method)) {
      throw malformed("The method is not a token.");
    }
    if (target.isEmpty() || !target.chars().allMatch(RequestLine::isTargetChar)) {
      throw malformed("The request target holds a character that no URI may hold.");
    }
    return new RequestLine(method, target, version(line, targetEnd + 1));
  }

  private static HttpVersion version(String line, int from) throws RefusedRequestException {
    Matcher version = VERSION.matcher(line).region(from, line.length());
    if (!version.matches()) {
      throw malformed("The request line does not end with a version such as HTTP/1.1.");
    }
    if (line.equals(HTTP_2_PREFACE)) {
      return HttpVersion.HTTP_2;
    }
    return switch (version.group(1)) {
      case "1.0" -> HttpVersion.HTTP_1_0;
      case "1.1" -> HttpVersion.HTTP_1_1;
      default ->
          throw new RefusedRequestException(
              Outcome.VERSION_NOT_SUPPORTED,
              "HTTP/" + version.group(1) + " is not spoken here, only HTTP/1.0, 1.1 and 2.");
    };
  }

  private static boolean isTargetChar(int c) {
    return c > ' ' && c <= '~' && NOT_IN_A_URI.indexOf(c) < 0;
  }

  private static RefusedRequestException malformed(String sentence) {
    return new RefusedRequestException(Outcome.REQUEST_MALFORMED, sentence);
  }
}
