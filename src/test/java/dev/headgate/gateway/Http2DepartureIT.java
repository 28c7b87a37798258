package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An HTTP/2 client that leaves its response ends the upstream's work at once. */
class Http2DepartureIT {
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String EVENT = "data: a\n\n";
  private static final String CHUNK = "9\r\n" + EVENT + "\r\n";
  private static final int SMALL_WINDOW = 4;

  enum Leaving {
    RST_STREAM,
    GOAWAY,
    FIN,
    RST,
    HALF_CLOSE;

    void leave(RawHttp2 client) {
      switch (this) {
        case RST_STREAM -> client.reset(1);
        case GOAWAY -> client.goAway();
        case FIN -> client.close();
        case RST -> client.connection().reset();
        case HALF_CLOSE -> client.connection().finish();
      }
    }
  }

  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.before(upstream.port());

  @AfterEach
  void nothingIsLeftOver() {
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    gateway.close();
    upstream.close();
  }

  @ParameterizedTest
  @EnumSource
  void endsATalkingStream(Leaving how) {
    try (RawHttp2 client = RawHttp2.to(gateway.port())) {
      RawConnection upstreamEnd = begin(client);
      upstreamEnd.send(CHUNK);
      client.readThrough(1, EVENT);
      upstreamEnd.send(CHUNK.repeat(100));

      how.leave(client);

      assertThat(upstreamEnd.read()).isEqualTo(-1);
      assertThatClientLeft("mid_stream");
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAStreamWithoutAnEvent(Leaving how) {
    try (RawHttp2 client = RawHttp2.to(gateway.port())) {
      RawConnection upstreamEnd = begin(client);

      how.leave(client);

      assertThat(upstreamEnd.read()).isEqualTo(-1);
      assertThatClientLeft("before_first_token");
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsACallThatHasNoAnswerYet(Leaving how) {
    try (RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.request(1, "POST", "/x", false).data(1, "{}", true);
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readThrough("\r\n\r\n");

      how.leave(client);

      upstreamEnd.readAll();
      assertThatClientLeft("before_headers");
    }
  }

  @ParameterizedTest
  @EnumSource
  void withinAHeldBodyMakesNoCall(Leaving how) {
    try (RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.request(1, "POST", "/x", false).data(1, "{", false);
      Waiting.until("it came", () -> gateway.gateway().exchangesInFlight() == 1);

      how.leave(client);

      assertThatClientLeft("before_headers");
      assertThat(upstream.isLeftAlone()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAStreamedUpload(Leaving how) {
    try (GatewayFixture streaming = GatewayFixture.before(upstream.port(), "body_max: off");
        RawHttp2 client = RawHttp2.to(streaming.port())) {
      client.request(1, "POST", "/x", false).data(1, "abc", false);
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readThrough("3\r\nabc\r\n");

      how.leave(client);

      assertThat(upstreamEnd.read()).isEqualTo(-1);
      assertThat(streaming.nextOutcome()).isEqualTo("client_left");
      Waiting.until("nothing in flight", () -> streaming.gateway().exchangesInFlight() == 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAStreamWhoseWindowIsExhausted(Leaving how) {
    try (RawHttp2 client = RawHttp2.to(gateway.port(), SMALL_WINDOW)) {
      RawConnection upstreamEnd = begin(client);
      upstreamEnd.send(CHUNK.repeat(3));
      assertThat(client.next(1).payload()).hasSize(SMALL_WINDOW);

      how.leave(client);

      assertThat(upstreamEnd.read()).isEqualTo(-1);
      assertThatClientLeft("mid_stream");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"RST_STREAM", "GOAWAY"})
  void endsAStreamWhoseEndTheWindowHoldsBack(Leaving how) {
    try (RawHttp2 client = RawHttp2.to(gateway.port(), SMALL_WINDOW)) {
      RawConnection upstreamEnd = begin(client);
      upstreamEnd.send(CHUNK + "0\r\n\r\n");
      assertThat(client.next(1).payload()).hasSize(SMALL_WINDOW);

      how.leave(client);

      assertThatClientLeft("after_last_event");
    }
  }

  @Test
  void ofOneStreamLeavesTheOthersAlone() {
    try (RawHttp2 client = RawHttp2.to(gateway.port(), SMALL_WINDOW)) {
      RawConnection leaving = begin(client);
      client.get(3).open(3, 60_000);
      RawConnection staying = upstream.next();
      staying.readHead();
      staying.send(STREAM_HEAD);
      assertThat(client.readStatus(3)).isEqualTo(200);
      leaving.send(CHUNK);
      assertThat(client.next(1).payload()).hasSize(SMALL_WINDOW);

      client.reset(1);

      assertThat(leaving.read()).isEqualTo(-1);
      assertThatClientLeft("mid_stream");
      for (int i = 0; i < 10; i++) {
        staying.send(CHUNK);
        assertThat(client.readThrough(3, EVENT)).isEqualTo(EVENT);
      }
      staying.send("0\r\n\r\n");
      assertThat(client.next(3).endsStream()).isTrue();
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  /** The client has the head of stream 1: the upstream's end of it. */
  private RawConnection begin(RawHttp2 client) {
    client.get(1);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    assertThat(client.readStatus(1)).isEqualTo(200);
    return upstreamEnd;
  }

  private void assertThatClientLeft(String phase) {
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("client_left");
    assertThat(line.get("phase").asText()).isEqualTo(phase);
    assertThat(line.get("ended_by").asText()).isEqualTo("client");
  }
}
