package dev.headgate.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An HTTP/1.1 client that sees every byte and leaves as it likes. */
final class RawClient implements AutoCloseable {
  private static final int READ_MILLIS_MAX = 10_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  RawClient(InetSocketAddress server) throws IOException {
    socket.setSoTimeout(READ_MILLIS_MAX);
    socket.setTcpNoDelay(true);
    socket.connect(server);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** The bytes of a POST. */
  static String post(String path, String json) {
    return "POST %s HTTP/1.1\r\nHost: demo\r\nContent-Length: %s\r\n\r\n%s"
        .formatted(path, json.getBytes(UTF_8).length, json);
  }

  RawClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(UTF_8));
    return this;
  }

  /** The next head, with the blank line that ends it. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append(readLine()).append("\r\n");
    }
    return head.toString();
  }

  /** What the next chunk holds; nothing, if it is the last one. */
  String readChunk() throws IOException {
    byte[] content = in.readNBytes(Integer.parseInt(readLine(), 16));
    readLine();
    return new String(content, UTF_8);
  }

  /** A chunked body, up to its last chunk. */
  String readChunked() throws IOException {
    StringBuilder body = new StringBuilder();
    for (String chunk = readChunk(); !chunk.isEmpty(); chunk = readChunk()) {
      body.append(chunk);
    }
    return body.toString();
  }

  /** What comes until the server closes the connection. */
  String readToEnd() throws IOException {
    return new String(in.readAllBytes(), UTF_8);
  }

  void leaveByFin() throws IOException {
    socket.shutdownOutput();
  }

  void leaveByRst() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended in the line \"" + line + "\"");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
