package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The first message of a TLS client, byte by byte (RFC 5246 §7.4.1.2, RFC 8446 §4.1.2): it may
 * offer what no library knows any more.
 */
public final class RawHello {
  /** SSL 3.0 to TLS 1.3, as a message has them. */
  public static final int SSL_3_0 = 0x0300;

  public static final int TLS_1_0 = 0x0301;
  public static final int TLS_1_1 = 0x0302;
  public static final int TLS_1_2 = 0x0303;
  public static final int TLS_1_3 = 0x0304;

  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;
  private static final int SERVER_NAME = 0;
  private static final int SUPPORTED_GROUPS = 10;
  private static final int POINT_FORMATS = 11;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int KEY_SHARE = 51;
  private static final int RANDOM_BYTES = 32;
  private static final int DEFLATE = 1;
  private static final int[] GROUPS = {0x1d, 0x17, 0x18};
  private static final int[] SIGNATURES = {
    0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201
  };

  /** What a server chose. */
  public record Choice(int suite, int compression) {}

  private RawHello() {}

  /**
   * Offers those suites, compression, and that version alone.
   *
   * @return what the server chose; null if it refused
   */
  public static @Nullable Choice offer(int port, int version, List<Integer> suites, String name) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(GatewayFixture.PATIENCE_SECONDS));
      socket.getOutputStream().write(record(message(version, suites, name)));
      return read(new DataInputStream(socket.getInputStream()));
    } catch (EOFException | SocketException _) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Choice read(DataInputStream in) throws IOException {
    if (in.read() != HANDSHAKE) {
      return null;
    }
    in.skipNBytes(4);
    if (in.read() != SERVER_HELLO) {
      throw new AssertionError("no ServerHello");
    }
    in.skipNBytes(3 + 2 + RANDOM_BYTES);
    in.skipNBytes(in.read());
    return new Choice(in.readUnsignedShort(), in.read());
  }

  private static byte[] record(byte[] message) throws IOException {
    return bytes(out -> {
      out.write(HANDSHAKE);
      out.writeShort(TLS_1_0);
      out.writeShort(message.length + 4);
      out.writeInt(CLIENT_HELLO << 24 | message.length);
      out.write(message);
    });
  }

  private static byte[] message(int version, List<Integer> suites, String name) throws IOException {
    return bytes(out -> {
      out.writeShort(Math.min(version, TLS_1_2));
      out.write(new byte[RANDOM_BYTES]);
      out.write(0);
      out.writeShort(2 * suites.size());
      for (int suite : suites) {
        out.writeShort(suite);
      }
      boolean compresses = version < TLS_1_3;
      out.write(compresses ? new byte[] {2, DEFLATE, 0} : new byte[] {1, 0});
      if (version > SSL_3_0) {
        writeSized(out, extensions(version, name));
      }
    });
  }

  private static byte[] extensions(int version, String name) throws IOException {
    return bytes(out -> {
      byte[] host = name.getBytes(US_ASCII);
      extend(
          out,
          SERVER_NAME,
          list -> {
            list.writeShort(host.length + 3);
            list.write(0);
            writeSized(list, host);
          });
      extend(out, SUPPORTED_GROUPS, list -> writeSized(list, shorts(GROUPS)));
      extend(out, POINT_FORMATS, list -> list.write(new byte[] {1, 0}));
      extend(out, SIGNATURE_ALGORITHMS, list -> writeSized(list, shorts(SIGNATURES)));
      if (version == TLS_1_3) {
        extend(out, SUPPORTED_VERSIONS, list -> list.write(new byte[] {2, 3, 4}));
        // None yet: the server says which it wants, and the suite besides.
        extend(out, KEY_SHARE, list -> list.writeShort(0));
      }
    });
  }

  /** Something that is written. */
  @FunctionalInterface
  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static void extend(DataOutputStream out, int type, Content content) throws IOException {
    out.writeShort(type);
    writeSized(out, bytes(content));
  }

  private static void writeSized(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static byte[] shorts(int[] numbers) throws IOException {
    return bytes(out -> {
      for (int number : numbers) {
        out.writeShort(number);
      }
    });
  }

  private static byte[] bytes(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
