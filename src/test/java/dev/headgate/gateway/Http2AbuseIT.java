package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.RawUpstream;
import dev.headgate.testing.Waiting;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An HTTP/2 client that costs more than it sends is limited, and nobody else notices. */
@Timeout(60)
class Http2AbuseIT {
  private static final int RESETS = 3000;
  private static final int REQUESTS_FOR_RESETS_MAX = 4;
  private static final int REFUSED_STREAM = 7;

  /** Where the gateway has long hung up; a client notices only later. */
  private static final int FRAMES_MAX = 1_000_000;

  // RFC 7541 Appendix A, and the first entry behind that table.
  private static final byte METHOD_GET = (byte) 0x82;
  private static final int FIRST_DYNAMIC_ENTRY = 0x80 | 62;

  @Test
  void resetsCostTheUpstreamNextToNothing() {
    try (RawUpstream upstream = RawUpstream.playing(connection -> connection.readAll());
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      sendResets(client);

      Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
      assertThat(upstream.accepted()).isLessThanOrEqualTo(REQUESTS_FOR_RESETS_MAX);
    }
  }

  @Test
  void othersAreServedMeanwhile() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawHttp2 bad = RawHttp2.to(gateway.port());
        RawHttp2 good = RawHttp2.to(gateway.port())) {
      sendResets(bad);

      assertThat(good.get(1).readStatus(1)).isEqualTo(200);
    }
  }

  private static void sendResets(RawHttp2 client) {
    try {
      for (int i = 0; i < RESETS; i++) {
        client.get(2 * i + 1).reset(2 * i + 1);
      }
    } catch (UncheckedIOException _) {
      // The gateway may well have had enough.
    }
  }

  @Test
  void streamsPastTheLimitAreRefused() {
    try (RawUpstream upstream = RawUpstream.playing(connection -> connection.readAll());
        GatewayFixture gateway = limited(upstream.port(), "streams_per_connection: 2");
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.get(1).get(3).get(5);

      RawHttp2.Frame refusal = client.next(5);
      assertThat(refusal.type()).isEqualTo(FrameType.RST_STREAM);
      assertThat(refusal.errorCode()).isEqualTo(REFUSED_STREAM);
    }
  }

  @Test
  void headerWithoutEndEndsTheConnection() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.send(FrameType.HEADERS, 0, 1, new byte[] {METHOD_GET});
      assertThatItHasEnough(client, new byte[] {0, 1, 'a', 1, 'b'}, FrameType.CONTINUATION);
      assertThat(upstream.accepted()).isZero();
    }
  }

  @Test
  void headerThatUnpacksToMuchMoreEndsTheConnection() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.send(FrameType.HEADERS, 0, 1, bomb());
      assertThatItHasEnough(client, repeated(FIRST_DYNAMIC_ENTRY, 10_000), FrameType.CONTINUATION);
      assertThat(upstream.accepted()).isZero();
    }
  }

  /** One field of 3,000 bytes for the dynamic table, RFC 7541 §6.2.1. */
  private static byte[] bomb() {
    ByteBuffer block = ByteBuffer.allocate(3_100);
    block.put((byte) 0x40).put((byte) 1).put((byte) 'a');
    // 3,000 as an integer with a prefix of seven bits, RFC 7541 §5.1.
    block.put((byte) 0x7f).put((byte) 0xb9).put((byte) 0x16).put(repeated('v', 3_000));
    return Arrays.copyOf(block.array(), block.position());
  }

  private static byte[] repeated(int value, int times) {
    byte[] bytes = new byte[times];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** Sends that frame until the gateway takes no more, which it must within a few thousand. */
  private static void assertThatItHasEnough(RawHttp2 client, byte[] payload, FrameType type) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < FRAMES_MAX; i++) {
                client.send(type, 0, 1, payload);
              }
            })
        .isInstanceOf(UncheckedIOException.class);
  }

  private static GatewayFixture limited(int upstreamPort, String limits) {
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "127.0.0.1:0", limits: { %s } }
        upstreams: { app: { url: "http://127.0.0.1:%d" } }
        routes: [{ name: app, match: /*, to: app, auth: none }]
        """
            .formatted(limits, upstreamPort));
  }
}
