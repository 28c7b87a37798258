package dev.headgate.testing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1 response as a client read it, by its framing.
 *
 * @param head through the empty line
 * @param body without its framing
 * @param trailers the lines behind the last chunk, without the empty one
 */
public record RawAnswer(String head, String body, String trailers) {
  private static final String CRLF = "\r\n";

  /** Reads a response that has a body, and fails if it ends before its framing says so. */
  public static RawAnswer read(RawConnection connection) {
    RawAnswer bare = readHead(connection);
    String length = bare.field("Content-Length");
    if (length != null) {
      return bare.with(readJust(connection, Integer.parseInt(length)));
    }
    return "chunked".equals(bare.field("Transfer-Encoding"))
        ? new RawAnswer(bare.head, readChunks(connection), readTrailers(connection))
        : bare.with(connection.readAll());
  }

  /** Reads a response that has no body, whatever its header says. */
  public static RawAnswer readHead(RawConnection connection) {
    return new RawAnswer(connection.readHead(), "", "");
  }

  private static String readChunks(RawConnection connection) {
    StringBuilder body = new StringBuilder();
    for (int size = readSize(connection); size > 0; size = readSize(connection)) {
      body.append(readJust(connection, size));
      connection.readThrough(CRLF);
    }
    return body.toString();
  }

  private static String readTrailers(RawConnection connection) {
    StringBuilder trailers = new StringBuilder();
    for (String line = connection.readThrough(CRLF);
        !line.equals(CRLF);
        line = connection.readThrough(CRLF)) {
      trailers.append(line);
    }
    return trailers.toString();
  }

  private static int readSize(RawConnection connection) {
    return Integer.parseInt(connection.readThrough(CRLF).strip(), 16);
  }

  private static String readJust(RawConnection connection, int count) {
    String read = connection.readBytes(count);
    if (read.length() < count) {
      throw new AssertionError("cut after " + read.length() + " of " + count + " bytes: " + read);
    }
    return read;
  }

  private RawAnswer with(String content) {
    return new RawAnswer(head, content, "");
  }

  /** The status code. */
  public int status() {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  /** The value of a field; null if there is none. */
  public @Nullable String field(String name) {
    List<String> values = fields(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  /** The value of each line of a field. */
  public List<String> fields(String name) {
    return fieldsOf(head, name);
  }

  /** The value of each line of a field in the head of any message. */
  public static List<String> fieldsOf(String head, String name) {
    String wanted = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
        .map(line -> line.substring(wanted.length()).strip())
        .toList();
  }
}
