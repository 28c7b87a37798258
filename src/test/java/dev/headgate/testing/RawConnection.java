package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;

/**
 * One end of a TCP connection, byte for byte. Reading gives up, with an exception, after a while.
 */
public final class RawConnection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  RawConnection(Socket socket) {
    try {
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
      socket.setSoLinger(true, 0);
      socket.close();
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
