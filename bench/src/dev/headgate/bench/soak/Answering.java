package dev.headgate.bench.soak;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One connection of the upstream: answers each request as its path says. */
final class Answering {
  static final int EVENTS = 5;
  static final String EVENT = "data: {\"text\":\"" + "x".repeat(100) + "\"}\n\n";
  static final String SHORT = "{\"text\":\"short\"}";
  static final int LARGE_CHUNKS = 64;
  static final int LARGE_CHUNK_BYTES = 16 * 1024;

  private static final int DEPARTURE_SECONDS_MAX = 10;
  private static final int PAUSE_MILLIS = 5;
  private static final int ENDLESS_CHUNKS_MAX = 16 * 1024;
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;
  private final Complaints complaints;

  Answering(Socket socket, Complaints complaints) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
    this.output = socket.getOutputStream();
    this.complaints = complaints;
    socket.setTcpNoDelay(true);
  }

  void run() throws IOException {
    String head;
    while (!socket.isClosed() && !(head = readHead()).isEmpty()) {
      readBody(head);
      String path = head.split(" ", 3)[1];
      answer(Ending.ofPath(path).orElseThrow(() -> new IOException("no ending for " + path)));
    }
  }

  private void answer(Ending ending) throws IOException {
    switch (ending) {
      case WHOLE, WHOLE_AND_CLOSE -> whole();
      case SHORT_ANSWER, POSTED -> sized("200 OK", SHORT);
      case UPSTREAM_UNAVAILABLE -> sized("503 Service Unavailable", SHORT);
      case SLOW_READER -> large();
      case NEVER_READS -> endless();
      case CLIENT_FIN, CLIENT_RST -> talkUntilLeft();
      case CLIENT_FIN_BEFORE_HEAD -> silentUntilLeft();
      case UPSTREAM_CLOSES -> closeDelimited();
      case UPSTREAM_RST -> reset(true);
      case UPSTREAM_RST_BEFORE_HEAD -> reset(false);
      case UPSTREAM_TRUNCATED -> truncated();
      case UPSTREAM_GARBAGE -> garbage();
    }
  }

  private void whole() throws IOException {
    begin();
    for (int i = 0; i < EVENTS; i++) {
      chunk(EVENT);
    }
    write("0\r\n\r\n");
  }

  private void sized(String status, String body) throws IOException {
    write("HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(status, body.length(), body));
  }

  private void large() throws IOException {
    begin();
    String large = "x".repeat(LARGE_CHUNK_BYTES);
    for (int i = 0; i < LARGE_CHUNKS; i++) {
      chunk(large);
    }
    write("0\r\n\r\n");
  }

  /** Writing must first stand still, and then fail. */
  private void endless() throws IOException {
    begin();
    String large = "x".repeat(LARGE_CHUNK_BYTES);
    for (int i = 0; i < ENDLESS_CHUNKS_MAX; i++) {
      chunk(large);
    }
    complaints.add("a stream that nobody reads was taken without end");
  }

  private void talkUntilLeft() throws IOException {
    begin();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEPARTURE_SECONDS_MAX);
    while (System.nanoTime() < deadline) {
      chunk(EVENT);
      pause();
    }
    complaints.add("a talking upstream was not told that the client left");
  }

  private void silentUntilLeft() throws IOException {
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(DEPARTURE_SECONDS_MAX));
    try {
      if (input.read() >= 0) {
        complaints.add("a second request while the first is unanswered");
      }
    } catch (SocketTimeoutException e) {
      complaints.add("a silent upstream was not told that the client left");
    }
    socket.close();
  }

  private void closeDelimited() throws IOException {
    write(STREAM_HEAD + "\r\n" + EVENT.repeat(EVENTS));
    socket.close();
  }

  private void reset(boolean afterHead) throws IOException {
    if (afterHead) {
      begin();
      chunk(EVENT);
      pause();
    }
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private void truncated() throws IOException {
    begin();
    chunk(EVENT);
    write("ff\r\ndata: {");
    socket.close();
  }

  private void garbage() throws IOException {
    write("HTTP/9.9 fine\r\n\r\n");
    socket.close();
  }

  private void begin() throws IOException {
    write(STREAM_HEAD + CHUNKED);
  }

  private void chunk(String content) throws IOException {
    write(Integer.toHexString(content.length()) + "\r\n" + content + "\r\n");
  }

  private void write(String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** The request's head; empty at the end of the connection. */
  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int b = input.read();
      if (b < 0) {
        return "";
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private void readBody(String head) throws IOException {
    String fields = head.toLowerCase(Locale.ROOT);
    int at = fields.indexOf(LENGTH);
    if (at >= 0) {
      int from = at + LENGTH.length();
      input.skipNBytes(Long.parseLong(fields.substring(from, fields.indexOf('\r', from))));
    }
  }
}
