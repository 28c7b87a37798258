package dev.headgate.http1;

import dev.headgate.exchange.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request's head must be that came over HTTP/2 before it is written as HTTP/1.1: no field
 * may become two lines there, nor a body more or less than it announces (RFC 9113 §8.2, §10.3).
 */
public final class Http2Head {
  private Http2Head() {}

  /**
   * The head, with its crumbs of a cookie in one line (§8.2.3).
   *
   * @param received its pseudo-fields have been read, its fields are as they came
   * @param bodiless whether the head ended the request
   */
  public static RequestHead checked(RequestHead received, RequestLimits limits, boolean bodiless)
      throws RefusedRequestException {
    checkSizes(received, limits);
    RequestLine line =
        RequestLine.of(received.method() + " " + received.target() + " " + HttpVersion.HTTP_1_1);
    try {
      if (!line.target().startsWith("/") && !line.target().equals("*")) {
        throw new MalformedMessageException(":path is no path: " + Quote.of(line.target()));
      }
      for (Fields.Field field : received.fields()) {
        check(field);
      }
      RequestHead head =
          new RequestHead(
              line.method(), line.target(), HttpVersion.HTTP_2, withOneCookie(received.fields()));
      RequestFraming.check(head);
      if (bodiless && head.contentLength() > 0) {
        throw new MalformedMessageException("a body is announced, and none comes");
      }
      return head;
    } catch (MalformedMessageException e) {
      throw RefusedRequestException.malformed(e);
    }
  }

  private static void checkSizes(RequestHead received, RequestLimits limits)
      throws RefusedRequestException {
    if (received.target().length() > limits.targetBytesMax()) {
      throw RefusedRequestException.targetTooLong(limits);
    }
    if (received.fields().size() > limits.fieldsMax()) {
      throw RefusedRequestException.of(
          Outcome.HEAD_TOO_LARGE, HeadTooLargeException.tooManyFields(limits.fieldsMax()));
    }
  }

  private static void check(Fields.Field field) throws MalformedMessageException {
    if (!Grammar.isToken(field.name())) {
      throw new MalformedMessageException("a field has no valid name: " + Quote.of(field.name()));
    }
    String value = field.value();
    if (!value.chars().allMatch(Grammar::isValueChar)) {
      throw new MalformedMessageException("a value holds a control: " + Quote.of(value));
    }
    if (!value.isEmpty()
        && (Grammar.isWhitespace((byte) value.charAt(0))
            || Grammar.isWhitespace((byte) value.charAt(value.length() - 1)))) {
      throw new MalformedMessageException("whitespace surrounds a value: " + Quote.of(value));
    }
  }

  private static Fields withOneCookie(Fields fields) {
    List<String> crumbs = fields.all("cookie");
    if (crumbs.size() < 2) {
      return fields;
    }
    List<Fields.Field> lines = new ArrayList<>();
    for (Fields.Field field : fields) {
      if (!field.isNamed("cookie")) {
        lines.add(field);
      }
    }
    lines.add(new Fields.Field("cookie", String.join("; ", crumbs)));
    return Fields.of(lines);
  }
}
