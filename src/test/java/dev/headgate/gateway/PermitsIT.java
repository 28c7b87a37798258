package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.NeedsRedis;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RedisServer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A permit is back however its exchange ended, here and in Redis. */
@NeedsRedis
@Timeout(30)
class PermitsIT {
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String STREAM =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
          + Integer.toHexString(TOKEN.length())
          + "\r\n"
          + TOKEN
          + "\r\n";

  /** How an exchange may end. */
  enum End {
    CLIENTS_FIN,
    CLIENTS_RST,
    UPSTREAMS_RST,
    UPSTREAMS_END,
    TIMEOUT;

    void play(RawConnection client, RawConnection upstream) {
      switch (this) {
        case CLIENTS_FIN -> client.close();
        case CLIENTS_RST -> client.reset();
        case UPSTREAMS_RST -> upstream.reset();
        case UPSTREAMS_END -> upstream.close();
        case TIMEOUT -> {}
      }
    }
  }

  static Stream<Arguments> ends() {
    return Arrays.stream(End.values())
        .flatMap(end -> Stream.of(Arguments.of(end, false), Arguments.of(end, true)));
  }

  private static String yaml(int upstreamPort, String store) {
    return GatewayFixture.yaml(
            upstreamPort, "limits: own", "timeouts: { headers: 1s, first_token: off, stall: 1s }")
        + "limits: { own: { by: ip, streams: 1 } }\n"
        + store;
  }

  private static RawConnection ask(GatewayFixture gateway) {
    return RawConnection.to(gateway.port())
        .send("GET /v1/chat/completions HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("ends")
  void permitIsBackInThisProcess(End end, boolean midStream) {
    try (HandUpstream upstreams = HandUpstream.start();
        GatewayFixture gateway = GatewayFixture.start(yaml(upstreams.port(), ""))) {
      checkThrice(gateway, upstreams, end, midStream);
    }
  }

  @ParameterizedTest
  @MethodSource("ends")
  void permitIsBackInRedis(End end, boolean midStream) {
    try (RedisServer redis = RedisServer.start();
        HandUpstream upstreams = HandUpstream.start();
        GatewayFixture gateway =
            GatewayFixture.start(
                yaml(upstreams.port(), "store: { url: \"" + redis.url() + "\" }\n"))) {
      checkThrice(gateway, upstreams, end, midStream);
    }
  }

  private static void checkThrice(
      GatewayFixture gateway, HandUpstream upstreams, End end, boolean midStream) {
    for (int i = 0; i < 3; i++) {
      try (RawConnection client = ask(gateway)) {
        RawConnection upstream = upstreams.next();
        upstream.readHead();
        upstream.send(midStream ? STREAM : "HTTP/1.1 20");
        if (midStream) {
          client.readThrough(TOKEN);
        }
        try (RawConnection refused = ask(gateway)) {
          assertThat(refused.readHead()).startsWith("HTTP/1.1 429 ");
        }
        assertThat(gateway.nextOutcome()).isEqualTo("too_many_streams");
        end.play(client, upstream);
        assertThat(gateway.nextOutcome()).isNotEqualTo("too_many_streams");
      }
    }
  }
}
