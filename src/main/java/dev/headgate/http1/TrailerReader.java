package dev.headgate.http1;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the trailer section behind the last chunk (RFC 9112 §7.1.2), by the rules of a header.
 * Fields that mean something only before the content are dropped (RFC 9110 §6.5.1): a trailer never
 * changes framing, routing, authentication, caching or the content's type.
 */
public final class TrailerReader {
  static final int BYTES_MAX = 16 * 1024;
  public static final int FIELDS_MAX = 64;

  private static final Set<String> FRAMING_AND_ROUTING =
      Set.of(
          "connection",
          "content-length",
          "host",
          "keep-alive",
          "max-forwards",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");
  private static final Set<String> AUTHENTICATION =
      Set.of(
          "authorization",
          "cookie",
          "proxy-authenticate",
          "proxy-authorization",
          "set-cookie",
          "www-authenticate");
  private static final Set<String> CONTROL_AND_CONTENT =
      Set.of(
          "age",
          "cache-control",
          "content-encoding",
          "content-range",
          "content-type",
          "date",
          "expect",
          "expires",
          "location",
          "pragma",
          "range",
          "retry-after",
          "vary",
          "warning");

  private final FieldLines lines;

  private TrailerReader(int fieldsMax) {
    lines = FieldLines.ofResponse(new LineReader("trailer section", BYTES_MAX), fieldsMax);
  }

  /** The trailers of a response. */
  static TrailerReader ofResponse() {
    return new TrailerReader(FIELDS_MAX);
  }

  /**
   * The trailers of a request: none. What a server does with them is anybody's guess, and nobody
   * who asks for a stream sends any.
   */
  static TrailerReader ofRequest() {
    return new TrailerReader(0);
  }

  /** Consumes trailer lines; true once the empty line that ends the body is consumed too. */
  boolean read(ByteBuffer in) throws MalformedMessageException {
    return lines.read(in);
  }

  /** What may be used of the fields read so far. */
  Fields fields() {
    return usable(lines.fields());
  }

  /** What may be used of these fields, which came behind the content. */
  public static Fields usable(List<Fields.Field> fields) {
    return Fields.of(fields.stream().filter(field -> isAllowed(field.name())).toList());
  }

  private static boolean isAllowed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !FRAMING_AND_ROUTING.contains(lower)
        && !AUTHENTICATION.contains(lower)
        && !CONTROL_AND_CONTENT.contains(lower)
        && !lower.startsWith("if-");
  }
}
