package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One end of a TCP connection, byte for byte. Reading gives up, with an exception, after a while.
 */
public final class RawConnection implements AutoCloseable {
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("(?i)\\r\\nContent-Length: *([0-9]+)\\r\\n");
  private static final int NARROW_BYTES = 8 * 1024;

  private final Socket below;
  private final Socket socket;
  private final InputStream in;

  RawConnection(Socket socket) {
    this(socket, socket);
  }

  /** What is read and sent goes over that socket, and that over the one below. */
  RawConnection(Socket below, Socket socket) {
    try {
      this.below = below;
      this.socket = socket;
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(GatewayFixture.PATIENCE_SECONDS));
      this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects to a port of this machine. */
  public static RawConnection to(int port) {
    return to(InetAddress.getLoopbackAddress(), port);
  }

  /** Connects to a port of that address. */
  public static RawConnection to(InetAddress address, int port) {
    try {
      return new RawConnection(new Socket(address, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects to a port of this machine, and lets the kernel hold but little that is not read. */
  public static RawConnection narrowTo(int port) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(NARROW_BYTES);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new RawConnection(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects to a port of this machine from that one, which may have been used just before. */
  public static RawConnection from(int localPort, int port) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      Socket socket = new Socket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback, localPort));
      socket.connect(new InetSocketAddress(loopback, port));
      return new RawConnection(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port on this side. */
  public int localPort() {
    return below.getLocalPort();
  }

  /** Sends these characters, a byte each. */
  public RawConnection send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  /** Sends these bytes. */
  public RawConnection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends these characters; false if the other end, or this one, ended before it took them. */
  public boolean sendUntilRefused(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Reads through the end of the head of a message. */
  public String readHead() {
    return readThrough("\r\n\r\n");
  }

  /** Reads through that text, and fails if the other end ends before. */
  public String readThrough(String end) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(ISO_8859_1).endsWith(end)) {
      int b = read();
      if (b < 0) {
        throw new AssertionError("ended after: " + read.toString(ISO_8859_1));
      }
      read.write(b);
    }
    return read.toString(ISO_8859_1);
  }

  /** Reads a request whose body, if it has one, is of a known length; returns its head. */
  public String readRequest() {
    String head = readHead();
    Matcher length = CONTENT_LENGTH.matcher(head);
    if (length.find()) {
      readBytes(Integer.parseInt(length.group(1)));
    }
    return head;
  }

  /** Reads just so many bytes. */
  public String readBytes(int count) {
    try {
      return new String(in.readNBytes(count), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads to the other's end, by FIN or RST. */
  public String readAll() {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    for (int b = read(); b >= 0; b = read()) {
      read.write(b);
    }
    return read.toString(ISO_8859_1);
  }

  /** One byte; -1 once the other ended, by FIN or RST. */
  public int read() {
    try {
      return in.read();
    } catch (SocketException _) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether nothing comes for so long, the end included. */
  public boolean isSilentFor(Duration time) {
    in.mark(1);
    try {
      socket.setSoTimeout((int) time.toMillis());
      try {
        in.read();
        in.reset();
        return false;
      } catch (SocketTimeoutException _) {
        return true;
      } finally {
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(GatewayFixture.PATIENCE_SECONDS));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stream of what comes. */
  public InputStream in() {
    return in;
  }

  /** Says that nothing more will be sent: a FIN, while reading goes on. */
  public void finish() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends by RST. */
  public void reset() {
    try {
      below.setSoLinger(true, 0);
      below.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends by FIN, and where TLS is spoken without a word of that. */
  public void vanish() {
    try {
      below.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends by FIN, or by RST where there is something unread. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
