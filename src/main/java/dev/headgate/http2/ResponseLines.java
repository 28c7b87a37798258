package dev.headgate.http2;

import dev.headgate.http1.Fields;
import dev.headgate.http1.Grammar;
import dev.headgate.http1.MalformedMessageException;
import dev.headgate.http1.Quote;
import dev.headgate.http1.ResponseHeadReader;
import java.util.List;
import java.util.Set;

/** The lines of a response's head or trailer section, checked by RFC 9113 §8.2 and §8.3. */
final class ResponseLines {
  private static final String STATUS = ":status";
  private static final int STATUS_DIGITS = 3;

  private static final Set<String> OF_A_CONNECTION =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private ResponseLines() {}

  /** The status, 100 to 599, which stands first. */
  static int status(List<Fields.Field> lines) throws MalformedMessageException {
    if (lines.isEmpty() || !lines.getFirst().name().equals(STATUS)) {
      throw new MalformedMessageException("the response head does not begin with :status");
    }
    String digits = lines.getFirst().value();
    boolean sound =
        digits.length() == STATUS_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
            && digits.charAt(0) >= '1'
            && digits.charAt(0) <= '5';
    if (!sound) {
      throw new MalformedMessageException(
          "the status code is not three digits from 100 to 599: " + Quote.of(digits));
    }
    int status = Integer.parseInt(digits);
    if (status == 101) {
      throw new MalformedMessageException("status 101, which HTTP/2 does not have");
    }
    return status;
  }

  /** The fields behind the status. */
  static List<Fields.Field> fields(List<Fields.Field> lines) throws MalformedMessageException {
    return trailers(lines.subList(1, lines.size()));
  }

  /** Fields, without any pseudo-header. */
  static List<Fields.Field> trailers(List<Fields.Field> lines) throws MalformedMessageException {
    if (lines.size() > ResponseHeadReader.FIELDS_MAX) {
      throw new MalformedMessageException(
          "there are more than " + ResponseHeadReader.FIELDS_MAX + " field lines");
    }
    for (Fields.Field line : lines) {
      check(line);
    }
    return lines;
  }

  private static void check(Fields.Field line) throws MalformedMessageException {
    String name = line.name();
    if (!Grammar.isToken(name) || name.chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new MalformedMessageException("a field line has no valid name: " + Quote.of(name));
    }
    if (OF_A_CONNECTION.contains(name)) {
      throw new MalformedMessageException("a field that HTTP/2 does not have: " + name);
    }
    if (!isValue(line.value())) {
      throw new MalformedMessageException(
          "the value of " + name + " is not valid: " + Quote.of(line.value()));
    }
  }

  /** RFC 9113 §8.2.1, and no other control character either, as with HTTP/1.1. */
  private static boolean isValue(String value) {
    int last = value.length() - 1;
    return last < 0
        || (!isSpace(value.charAt(0))
            && !isSpace(value.charAt(last))
            && value.chars().noneMatch(c -> Grammar.isControl((byte) c)));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
