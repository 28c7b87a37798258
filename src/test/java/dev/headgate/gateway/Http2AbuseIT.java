package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.RawUpstream;
import dev.headgate.testing.Waiting;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An HTTP/2 client that costs more than it sends is limited, and nobody else notices. */
@Timeout(60)
class Http2AbuseIT {
  private static final int RESETS = 3000;
  private static final int REQUESTS_FOR_RESETS_MAX = 4;
  private static final int REFUSED_STREAM = 7;

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
