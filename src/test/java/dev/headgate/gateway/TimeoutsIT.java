package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.FullBacklog;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each limit ends what takes too long, and says which limit it was. */
@Timeout(20)
class TimeoutsIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

  private final CompletableFuture<Integer> upstreamSaw = new CompletableFuture<>();

  /** Says that once it read a request, and then waits for the connection's end. */
  private RawUpstream saying(String some) {
    return RawUpstream.playing(connection -> {
      connection.readHead();
      connection.send(some);
      upstreamSaw.complete(connection.read());
    });
  }

  private void checkUpstreamsConnectionEnded() throws Exception {
    assertThat(upstreamSaw.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(-1);
  }

  private static void check504(RawAnswer answer, String code) {
    assertThat(answer.head()).startsWith("HTTP/1.1 504 ");
    assertThat(answer.field("X-Proxy-Error")).isEqualTo(code);
    assertThat(answer.field("X-Should-Retry")).isEqualTo("false");
    assertThat(answer.body()).contains("\"type\":\"timeout_error\"");
  }

  private static void check(JsonNode line, String outcome, String phase, long limitMillis) {
    assertThat(line.get("outcome").asText()).isEqualTo(outcome);
    assertThat(line.get("phase").asText()).isEqualTo(phase);
    assertThat(line.get("total_ms").asLong()).isGreaterThanOrEqualTo(limitMillis);
  }

  @Test
  void upstreamThatSendsNoHeadIs504() throws Exception {
    try (RawUpstream upstream = saying("HTTP/1.1 200");
        GatewayFixture gateway =
            GatewayFixture.before(upstream.port(), "timeouts: { headers: 300ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      check504(RawAnswer.read(client.send(GET)), "upstream_timeout");
      JsonNode line = gateway.nextLogLine();
      check(line, "headers_timeout", "before_headers", 300);
      assertThat(line.get("ended_by").asText()).isEqualTo("gateway");
      checkUpstreamsConnectionEnded();
    }
  }

  @Test
  void interimResponsesAreNoHead() {
    try (RawUpstream upstream = saying("HTTP/1.1 103 Early Hints\r\n\r\n");
        GatewayFixture gateway =
            GatewayFixture.before(upstream.port(), "timeouts: { headers: 300ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      check504(RawAnswer.read(client.send(GET)), "upstream_timeout");
    }
  }

  @Test
  void headInTimeEndsTheWaitForIt() {
    CompletableFuture<Void> mayEnd = new CompletableFuture<>();
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
          mayEnd.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
          connection.send("llo");
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        RawUpstream silent = saying("");
        GatewayFixture gateway =
            GatewayFixture.before(upstream.port(), "timeouts: { headers: 300ms }");
        GatewayFixture clock =
            GatewayFixture.before(silent.port(), "timeouts: { headers: 600ms }");
        RawConnection client = RawConnection.to(gateway.port());
        RawConnection other = RawConnection.to(clock.port())) {
      assertThat(client.send(GET).readThrough("\r\n\r\nhe")).contains("200 OK");
      // By the time this one is over, the first would be, too.
      check504(RawAnswer.read(other.send(GET)), "upstream_timeout");
      mayEnd.complete(null);

      assertThat(client.readBytes(3)).isEqualTo("llo");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void upstreamThatAcceptsNoConnectionIs502() {
    try (FullBacklog upstream = FullBacklog.open();
        GatewayFixture gateway =
            GatewayFixture.before(upstream.port(), "timeouts: { connect: 300ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));
      JsonNode line = gateway.nextLogLine();

      assertThat(answer.head()).startsWith("HTTP/1.1 502 ");
      assertThat(answer.field("X-Proxy-Error")).isEqualTo("upstream_unreachable");
      assertThat(answer.field("X-Should-Retry")).isNull();
      check(line, "upstream_unreachable", "before_headers", 300);
      assertThat(line.get("detail").asText()).contains("timeouts.connect");
      assertThat(line.has("connect_ms")).isFalse();
    }
  }

  @Test
  void maxDurationBeforeTheHeadIs504() throws Exception {
    try (RawUpstream upstream = saying("");
        GatewayFixture gateway =
            GatewayFixture.before(
                upstream.port(), "timeouts: { headers: off, connect: off, max_duration: 300ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      check504(RawAnswer.read(client.send(GET)), "max_duration_exceeded");
      check(gateway.nextLogLine(), "max_duration", "before_headers", 300);
      checkUpstreamsConnectionEnded();
    }
  }

  @Test
  void maxDurationBehindTheHeadIsACut() throws Exception {
    try (RawUpstream upstream =
            saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        GatewayFixture gateway =
            GatewayFixture.before(upstream.port(), "timeouts: { max_duration: 300ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET).readHead();

      assertThat(client.readAll()).contains("hello").doesNotContain("0\r\n\r\n");
      JsonNode line = gateway.nextLogLine();
      check(line, "max_duration", "mid_stream", 300);
      assertThat(line.get("status").asInt()).isEqualTo(200);
      checkUpstreamsConnectionEnded();
    }
  }

  @Test
  void maxDurationBoundsTheRequestsBodyToo() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway =
            GatewayFixture.before(upstream.port(), "timeouts: { max_duration: 300ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhello");
      RawAnswer answer = RawAnswer.read(client);

      assertThat(answer.status()).isEqualTo(504);
      // The upstream knows nothing of it: it may be sent again.
      assertThat(answer.field("X-Should-Retry")).isNull();
      assertThat(client.readAll()).isEmpty();
      check(gateway.nextLogLine(), "max_duration", "before_headers", 300);
      assertThat(upstream.accepted()).isZero();
    }
  }

  @Test
  void headersLimitBeginsOnceAStreamedBodyIsSent() throws Exception {
    CompletableFuture<Void> mayFinish = new CompletableFuture<>();
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.readBytes(5);
          mayFinish.complete(null);
          upstreamSaw.complete(connection.readBytes(5).length() == 5 ? connection.read() : 0);
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway =
            GatewayFixture.before(
                upstream.port(), "body_max: off", "timeouts: { headers: 300ms }");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
      mayFinish.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
      client.send("world");

      check504(RawAnswer.read(client), "upstream_timeout");
      checkUpstreamsConnectionEnded();
    }
  }
}
