package dev.headgate.http1;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects bytes until one final response head is complete, and swallows the interim (1xx)
 * responses before it (RFC 9110 §15.2). One reader for each response; not to be used after it
 * returned a head or threw.
 */
public final class ResponseHeadReader {
  /** How long a head may be, with all interim responses before it. */
  public static final int HEAD_BYTES_MAX = 64 * 1024;

  /** How many field lines one head may have. */
  public static final int FIELDS_MAX = 256;

  /** How many of them may have the same name: what is written to clients counts no further. */
  public static final int LINES_PER_NAME_MAX = 127;

  /** How many interim responses may come before the final one. */
  public static final int INTERIM_RESPONSES_MAX = 64;

  private final LineReader lines = new LineReader("response head", HEAD_BYTES_MAX);
  private final StatusLine statusLine = new StatusLine();
  private String reason = "";
  private @Nullable FieldLines header;
  private int interimResponses;

  /** Begins with the first byte behind the previous response. */
  public ResponseHeadReader() {}

  /**
   * Consumes bytes and returns the head once it is complete, leaving {@code in} at the first byte
   * of the body; null, and all of {@code in} consumed, if more bytes are needed. Bytes that cannot
   * be a status line are refused at the first wrong one.
   *
   * @throws MalformedMessageException on what RFC 9112 §2-§5 does not allow, on 101, and past a
   *     bound
   */
  public @Nullable ResponseHead read(ByteBuffer in) throws MalformedMessageException {
    while (in.hasRemaining()) {
      FieldLines header = header(in);
      if (header == null || !header.read(in)) {
        return null;
      }
      int status = statusLine.status();
      if (status >= 200) {
        Fields fields = Fields.of(header.fields());
        checkRepetition(fields);
        return new ResponseHead(statusLine.minorVersion(), status, reason, fields);
      }
      swallowInterim();
    }
    return null;
  }

  /** Refuses more lines of one name than can be written to a client. */
  public static void checkRepetition(Fields fields) throws MalformedMessageException {
    if (fields.size() <= LINES_PER_NAME_MAX) {
      return;
    }
    Map<String, Integer> lines = new HashMap<>();
    for (Fields.Field field : fields) {
      if (lines.merge(field.name().toLowerCase(Locale.ROOT), 1, Integer::sum)
          > LINES_PER_NAME_MAX) {
        throw new HeadTooLargeException(
            "there are more than " + LINES_PER_NAME_MAX + " field lines of one name");
      }
    }
  }

  /** Consumes the status line if it is still to come; null until it is complete. */
  private @Nullable FieldLines header(ByteBuffer in) throws MalformedMessageException {
    if (header == null) {
      statusLine.check(in);
      if (lines.next(in)) {
        reason = statusLine.reason(lines);
        header = FieldLines.ofResponse(lines, FIELDS_MAX);
      }
    }
    return header;
  }

  private void swallowInterim() throws MalformedMessageException {
    if (++interimResponses > INTERIM_RESPONSES_MAX) {
      throw new MalformedMessageException(
          "there are more than " + INTERIM_RESPONSES_MAX + " interim responses");
    }
    statusLine.reset();
    header = null;
  }

  /** Whether any byte came: if none did, a reused connection may only have gone stale. */
  public boolean sawBytes() {
    return lines.bytesSeen() > 0;
  }

  /** What to report if the upstream closes before the head is complete (RFC 9112 §8). */
  public TruncatedMessageException inputEnded() {
    return new TruncatedMessageException(
        sawBytes()
            ? "the upstream closed after " + lines.bytesSeen() + " bytes of a response head"
            : "the upstream closed without a response");
  }
}
