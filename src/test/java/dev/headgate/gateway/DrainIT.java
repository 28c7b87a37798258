package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that drains loses no stream that ends in time, and says so of those that do not. */
@Timeout(60)
class DrainIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String EVENT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"some words of an answer\"}}]}\n\n";
  private static final String CHUNK = Integer.toHexString(EVENT.length()) + "\r\n" + EVENT + "\r\n";
  private static final String END = "0\r\n\r\n";
  private static final String DONE = "e\r\ndata: [DONE]\n\n\r\n" + END;
  private static final int STREAMS = 100;

  private final HandUpstream upstreams = HandUpstream.start();
  private final List<RawConnection> clients = new ArrayList<>();
  private final List<RawHttp2> http2Clients = new ArrayList<>();

  private GatewayFixture gateway(String drain) {
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "127.0.0.1:0", drain: { %s } }
        upstreams: { app: { url: "http://127.0.0.1:%d", dialect: openai } }
        routes: [{ name: app, match: /*, to: app, auth: none }]
        """
            .formatted(drain, upstreams.port()));
  }

  @AfterEach
  void stop() {
    clients.forEach(RawConnection::close);
    http2Clients.forEach(RawHttp2::close);
    upstreams.close();
  }

  private RawConnection beginOnHttp1(GatewayFixture gateway) {
    RawConnection client = RawConnection.to(gateway.port()).send(GET);
    clients.add(client);
    RawConnection upstream = upstreams.next();
    upstream.readHead();
    upstream.send(STREAM_HEAD + CHUNK);
    client.readThrough(EVENT + "\r\n");
    return upstream;
  }

  private RawConnection beginOnHttp2(GatewayFixture gateway) {
    RawHttp2 client = RawHttp2.to(gateway.port()).get(1);
    http2Clients.add(client);
    RawConnection upstream = upstreams.next();
    upstream.readHead();
    upstream.send(STREAM_HEAD + CHUNK);
    assertThat(client.readStatus(1)).isEqualTo(200);
    client.readThrough(1, EVENT);
    return upstream;
  }

  /** Reads a stream to its end; the connection's GOAWAY comes before it, or just behind. */
  private static String readToEndAndGoAway(RawHttp2 client) {
    StringBuilder read = new StringBuilder();
    boolean ended = false;
    boolean goneAway = false;
    while (!ended || !goneAway) {
      RawHttp2.Frame frame = client.next(1);
      if (frame.type() == FrameType.GOAWAY) {
        goneAway = true;
      } else {
        read.append(frame.payload());
        ended = frame.endsStream();
      }
    }
    return read.toString();
  }

  private static String readToEnd(RawHttp2 client) {
    StringBuilder read = new StringBuilder();
    RawHttp2.Frame frame;
    do {
      frame = client.next(1);
      read.append(frame.payload());
    } while (frame.type() == FrameType.DATA && !frame.endsStream());
    assertThat(frame.endsStream()).isTrue();
    return read.toString();
  }

  private static long tokensOfTheCut(GatewayFixture gateway) {
    long tokens = 0;
    for (int i = 0; i < 2 * STREAMS; i++) {
      JsonNode line = gateway.nextLogLine();
      if (line.get("outcome").asText().equals("gateway_stopped")) {
        tokens += line.get("input_tokens").asLong() + line.get("output_tokens").asLong();
      }
    }
    return tokens;
  }

  private static void awaitDrained(GatewayFixture gateway) {
    gateway.gateway().drained().orTimeout(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Test
  void streamsThatEndInTimeAreWholeAndTheOthersAreTold() {
    try (GatewayFixture gateway = gateway("unready_first: off, at_most: 2s")) {
      List<RawConnection> ending = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        RawConnection http1 = beginOnHttp1(gateway);
        RawConnection http2 = beginOnHttp2(gateway);
        if (i % 2 == 0) {
          ending.add(http1);
          ending.add(http2);
        }
      }

      gateway.gateway().drain();
      assertThat(gateway.nextNotice())
          .isEqualTo("drain: 200 exchanges are under way, for at most 2 s more");
      ending.forEach(upstream -> upstream.send(DONE));
      awaitDrained(gateway);

      long tokensLost = tokensOfTheCut(gateway);
      assertThat(tokensLost).isGreaterThan(STREAMS);
      assertThat(gateway.nextNotice())
          .startsWith("drain: over after ")
          .endsWith(": 100 finished, 100 cut with %d tokens lost, 0 refused".formatted(tokensLost));
      for (int i = 0; i < STREAMS; i++) {
        String body = clients.get(i).readAll();
        if (i % 2 == 0) {
          assertThat(body).isEqualTo(DONE);
        } else {
          assertThat(body).contains("gateway_stopped").doesNotContain("[DONE]").endsWith(END);
        }
        assertThat(readToEndAndGoAway(http2Clients.get(i)))
            .contains(i % 2 == 0 ? "[DONE]" : "gateway_stopped");
      }
    }
  }

  @Test
  void firstItIsOnlyNotReadyAndServes() {
    try (GatewayFixture gateway = gateway("unready_first: 1h, at_most: 1h");
        RawConnection client = RawConnection.to(gateway.port())) {
      gateway.gateway().drain();
      assertThat(gateway.nextNotice()).isEqualTo("drain: not ready, and serving on for 1h");
      assertThat(gateway.gateway().isReady()).isFalse();
      client.send(GET);
      RawConnection upstream = upstreams.next();
      upstream.readHead();
      upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      assertThat(RawAnswer.read(client).body()).isEqualTo("ok");

      gateway.gateway().drain();
      awaitDrained(gateway);
      assertThat(client.read()).isEqualTo(-1);
    }
  }

  @Test
  void whatComesTooLateIsForAnotherGateway() {
    try (GatewayFixture gateway = gateway("unready_first: off, at_most: 1h")) {
      RawConnection late = RawConnection.to(gateway.port());
      clients.add(late);
      late.send("GET /late HTTP/1.1\r\n");
      RawConnection running = beginOnHttp1(gateway);
      RawConnection runningToo = beginOnHttp2(gateway);
      gateway.gateway().drain();
      RawHttp2 http2 = http2Clients.getFirst();
      assertThat(http2.next(1).type()).isEqualTo(FrameType.GOAWAY);

      late.send("Host: a\r\n\r\n");
      RawAnswer refused = RawAnswer.read(late);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.field("Connection")).isEqualTo("close");
      assertThat(refused.field("Retry-After")).isEqualTo("1");
      assertThat(refused.body()).contains("gateway_draining");
      assertThat(late.read()).isEqualTo(-1);
      assertThat(gateway.nextOutcome()).isEqualTo("draining");
      http2.get(3);
      RawHttp2.Frame reset = http2.next(3);
      assertThat(reset.type()).isEqualTo(FrameType.RST_STREAM);
      assertThat(reset.errorCode()).isEqualTo(7);

      running.send(CHUNK + DONE);
      runningToo.send(CHUNK + DONE);
      awaitDrained(gateway);
      assertThat(clients.getLast().readAll()).contains(EVENT + "data: [DONE]\n\n").endsWith(END);
      assertThat(readToEnd(http2)).isEqualTo(EVENT + "data: [DONE]\n\n");
    }
  }

  @Test
  void answerThatBeginsWhileItDrainsIsTheLastOfItsConnection() {
    try (GatewayFixture gateway = gateway("unready_first: off, at_most: 1h")) {
      RawConnection client = RawConnection.to(gateway.port()).send(GET);
      clients.add(client);
      RawConnection upstream = upstreams.next();
      upstream.readHead();
      gateway.gateway().drain();
      assertThat(gateway.nextNotice()).contains("1 exchanges are under way");

      upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      RawAnswer answer = RawAnswer.read(client);
      assertThat(answer.body()).isEqualTo("ok");
      assertThat(answer.field("Connection")).isEqualTo("close");
      assertThat(client.read()).isEqualTo(-1);
      awaitDrained(gateway);
    }
  }

  @Test
  void connectionsThatAreIdleAreClosed() {
    try (GatewayFixture gateway = gateway("unready_first: off, at_most: 1h")) {
      RawConnection idle = RawConnection.to(gateway.port());
      clients.add(idle);
      beginOnHttp1(gateway);
      Waiting.until("both stand", () -> gateway.gateway().exchangesInFlight() == 1);
      gateway.gateway().drain();
      assertThat(idle.read()).isEqualTo(-1);
      gateway.gateway().drain();
      awaitDrained(gateway);
    }
  }
}
