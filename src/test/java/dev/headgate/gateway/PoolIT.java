package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to upstreams are used again where that is safe, and targets share the work. */
@Timeout(20)
class PoolIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";

  /** Each row: what the upstream answers three times, and how many connections that takes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK~Content-Length: 2~~ok                        | 1",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~0~~         | 1",
        "HTTP/1.1 200 OK~Connection: keep-alive~Content-Length: 2~~ok | 1",
        "HTTP/1.1 500 Oops~Content-Length: 2~~ok                      | 1",
        "HTTP/1.0 200 OK~Connection: keep-alive~Content-Length: 2~~ok | 1",
        "HTTP/1.1 200 OK~Connection: close~Content-Length: 2~~ok      | 3",
        "HTTP/1.1 200 OK~Connection: x, Close~Content-Length: 2~~ok   | 3",
        "HTTP/1.0 200 OK~Content-Length: 2~~ok                        | 3",
      })
  void connectionIsKeptWhereTheUpstreamKeepsIt(String answer, int connections) {
    try (KeepingUpstream upstream = KeepingUpstream.answering(answer.replace("~", "\r\n"));
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 0; i < 3; i++) {
        assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
        assertThat(gateway.nextLogLine().get("connection_reused").asBoolean())
            .isEqualTo(i > 0 && connections == 1);
      }
      assertThat(upstream.accepted()).isEqualTo(connections);
    }
  }

  @Test
  void connectionWhoseUploadWasNotWholeIsNotUsedAgain() {
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send(KeepingUpstream.FINE);
          connection.readAll();
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: off");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe");
      assertThat(RawAnswer.read(client).body()).isEqualTo("ok");
      client.send("llo" + GET);

      assertThat(RawAnswer.read(client).body()).isEqualTo("ok");
      assertThat(upstream.accepted()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void idleConnectionThatTheUpstreamClosesHurtsNobody(boolean byReset) {
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send(KeepingUpstream.FINE);
          if (byReset) {
            connection.reset();
          }
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 1; i <= 5; i++) {
        assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
        assertThat(gateway.nextOutcome()).isEqualTo("completed");
        assertThat(upstream.accepted()).isEqualTo(i);
      }
    }
  }

  /** Answers the first request of each connection, and dies under the second. */
  private static RawUpstream dyingUnderTheSecond(AtomicInteger requests, boolean byReset) {
    return RawUpstream.playing(connection -> {
      connection.readHead();
      requests.incrementAndGet();
      connection.send(KeepingUpstream.FINE);
      connection.readHead();
      requests.incrementAndGet();
      if (byReset) {
        connection.reset();
      }
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void idempotentRequestIsSentOnceMoreWhereItsOldConnectionDies(boolean byReset) {
    AtomicInteger requests = new AtomicInteger();
    try (RawUpstream upstream = dyingUnderTheSecond(requests, byReset);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
      assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");

      assertThat(requests).hasValue(3);
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo("completed");
      assertThat(line.get("connection_reused").asBoolean()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, upstream_reset", "false, upstream_truncated"})
  void postIsNeverSentTwice(boolean byReset, String outcome) {
    AtomicInteger requests = new AtomicInteger();
    try (RawUpstream upstream = dyingUnderTheSecond(requests, byReset);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
      gateway.nextLogLine();
      RawAnswer answer = RawAnswer.read(client.send(POST));

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.field("X-Should-Retry")).isEqualTo("false");
      assertThat(gateway.nextOutcome()).isEqualTo(outcome);
      assertThat(requests).hasValue(2);
      assertThat(upstream.accepted()).isEqualTo(1);
    }
  }

  @Test
  void freshConnectionThatDiesIsNoReasonToTryAgain() {
    try (RawUpstream upstream = RawUpstream.playing(RawConnection::readHead);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(RawAnswer.read(client.send(GET)).status()).isEqualTo(502);
      assertThat(upstream.accepted()).isEqualTo(1);
    }
  }

  @Test
  void requestGoesWhereFewestAreInFlight() throws InterruptedException {
    Semaphore arrived = new Semaphore(0);
    Semaphore mayAnswer = new Semaphore(0);
    RawUpstream.Script script =
        connection -> {
          while (true) {
            boolean slow = connection.readHead().startsWith("GET /slow");
            arrived.release();
            if (slow) {
              mayAnswer.acquire();
            }
            connection.send(KeepingUpstream.FINE);
          }
        };
    try (RawUpstream one = RawUpstream.playing(script);
        RawUpstream two = RawUpstream.playing(script);
        GatewayFixture gateway = gateway(one, two)) {
      List<RawConnection> clients = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        clients.add(RawConnection.to(gateway.port()).send(GET.replace("/x", "/slow")));
        assertThat(arrived.tryAcquire(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(one.accepted()).isEqualTo(3);
      assertThat(two.accepted()).isEqualTo(3);

      mayAnswer.release(6);
      clients.forEach(client -> assertThat(RawAnswer.read(client).body()).isEqualTo("ok"));
      clients.forEach(RawConnection::close);
    }
  }

  @Test
  void idleTargetsTakeTurns() {
    try (KeepingUpstream one = KeepingUpstream.start();
        KeepingUpstream two = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.start(yaml(one.port(), two.port()));
        RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 0; i < 6; i++) {
        RawAnswer.read(client.send(GET));
        String target = gateway.nextLogLine().get("target").asText();
        assertThat(target).isEqualTo("127.0.0.1:" + (i % 2 == 0 ? one : two).port());
      }
      assertThat(one.waiting()).isEqualTo(3);
      assertThat(two.waiting()).isEqualTo(3);
    }
  }

  private static GatewayFixture gateway(RawUpstream one, RawUpstream two) {
    return GatewayFixture.start(yaml(one.port(), two.port()));
  }

  private static String yaml(int one, int two) {
    return """
    version: 1
    listen: { address: "127.0.0.1:0" }
    upstreams:
      app: { urls: ["http://127.0.0.1:%d", "http://127.0.0.1:%d"] }
    routes:
      - { name: app, match: /*, to: app, auth: none }
    """
        .formatted(one, two);
  }
}
