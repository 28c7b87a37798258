package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.Leaving;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.Waiting;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An HTTP/1.1 client that leaves its response ends the upstream's work at once. */
class DepartureIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String EVENT = "data: a\n\n";
  private static final String CHUNK = "9\r\n" + EVENT + "\r\n";

  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.before(upstream.port());
  private final RawConnection client = RawConnection.to(gateway.port());

  @AfterEach
  void nothingIsLeftOver() {
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    client.close();
    gateway.close();
    upstream.close();
  }

  @ParameterizedTest
  @EnumSource
  void endsATalkingStream(Leaving how) {
    client.send(GET);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    try (ScheduledExecutorService voice = Executors.newSingleThreadScheduledExecutor()) {
      var _ = voice.scheduleAtFixedRate(() -> upstreamEnd.send(CHUNK), 0, 1, TimeUnit.MILLISECONDS);
      client.readThrough(EVENT);

      how.leave(client);

      assertThat(upstreamEnd.read()).isEqualTo(-1);
      voice.shutdownNow();
    }
    assertThatClientLeft("mid_stream");
  }

  @ParameterizedTest
  @EnumSource
  void endsAStreamThatFellSilent(Leaving how) {
    client.send(GET);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD + CHUNK);
    client.readThrough(EVENT + "\r\n");

    how.leave(client);

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("mid_stream");
  }

  @ParameterizedTest
  @EnumSource
  void endsAStreamWithoutAnEvent(Leaving how) {
    client.send(GET);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    client.readHead();

    how.leave(client);

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("before_first_token");
  }

  @ParameterizedTest
  @EnumSource
  void endsACallThatHasNoAnswerYet(Leaving how) {
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readThrough("\r\n\r\n{}");

    how.leave(client);

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("before_headers");
  }

  @ParameterizedTest
  @EnumSource
  void endsACallOfAClientThatWouldCloseAfterIt(Leaving how) {
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readThrough("\r\n\r\n{}");

    how.leave(client);

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("before_headers");
  }

  @ParameterizedTest
  @EnumSource
  void endsACallOfAnHttp10Client(Leaving how) {
    client.send("POST /x HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}");
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readThrough("\r\n\r\n{}");

    how.leave(client);

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("before_headers");
  }

  @ParameterizedTest
  @EnumSource
  void endsACallOnAReusedConnection(Leaving how) {
    client.send(GET);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    client.readHead();
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
    client.send(GET);
    upstreamEnd.readHead();

    how.leave(client);

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("before_headers");
  }

  @ParameterizedTest
  @EnumSource
  void withinAHeldBodyMakesNoCall(Leaving how) {
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{");

    how.leave(client);

    assertThatClientLeft("before_headers");
    assertThat(upstream.isLeftAlone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void withinAHeldChunkedBodyMakesNoCall(Leaving how) {
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");

    how.leave(client);

    assertThatClientLeft("before_headers");
    assertThat(upstream.isLeftAlone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void isSeenBehindAPipelinedRequest(Leaving how) {
    client.send(GET + GET.replace("/x", "/next"));
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    client.readHead();

    how.leave(client);

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("before_first_token");
    assertThat(upstream.isLeftAlone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void isSeenBehindARequestThatWasPipelinedLate(Leaving how) {
    client.send(GET);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    client.readHead();
    client.send(GET.replace("/x", "/next"));

    how.leave(client);

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("before_first_token");
    assertThat(upstream.isLeftAlone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void afterAResponseIsNoDeparture(Leaving how) {
    client.send(GET);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    client.readHead();
    assertThat(gateway.nextOutcome()).isEqualTo("completed");

    how.leave(client);

    try (RawConnection other = RawConnection.to(gateway.port())) {
      other.send("TRACE /other HTTP/1.1\r\nHost: a\r\n\r\n");
      other.readHead();
      assertThat(gateway.nextOutcome()).isEqualTo("method_not_forwarded");
    }
  }

  @Test
  void aPipelinedRequestIsAnsweredInItsTurn() {
    client.send(GET + GET.replace("/x", "/next"));
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD + CHUNK + "0\r\n\r\n");
    assertThat(client.readThrough("\r\n0\r\n\r\n")).endsWith(EVENT + "\r\n0\r\n\r\n");

    assertThat(upstreamEnd.readHead()).startsWith("GET /next ");
    upstreamEnd.send("HTTP/1.1 204 No Content\r\n\r\n");

    assertThat(client.readHead()).startsWith("HTTP/1.1 204 ");
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
  }

  private void assertThatClientLeft(String phase) {
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("client_left");
    assertThat(line.get("phase").asText()).isEqualTo(phase);
    assertThat(line.get("ended_by").asText()).isEqualTo("client");
  }
}
