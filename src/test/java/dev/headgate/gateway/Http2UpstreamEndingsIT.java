package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.RawHttp2Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How exchanges over HTTP/2 end when the upstream gives a stream or the connection up. */
@Timeout(60)
class Http2UpstreamEndingsIT extends Http2UpstreamByHand {
  private void checkAnswer(RawHttp2Server server, int stream) {
    server.head(stream, false, ":status", "200", "content-length", "4");
    server.data(stream, "fine", true);
    assertThat(RawAnswer.read(client).body()).isEqualTo("fine");
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
  }

  /** The last column: what the operator reads of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,1                                 | does not begin with :status",
        ":status,200,:status,200             | valid name",
        ":status,200,x,1,:path,/             | valid name",
        ":status,200,:path,/                 | valid name",
        ":status,20                          | status code",
        ":status,600                         | status code",
        ":status,+20                         | status code",
        ":status,101                         | 101",
        ":status,200,X-Big,1                 | valid name: 'X-Big'",
        ":status,200,x y,1                   | valid name",
        ":status,200,connection,close        | does not have: connection",
        ":status,200,transfer-encoding,chunked | does not have: transfer-encoding",
        ":status,200,upgrade,h2c             | does not have: upgrade",
        ":status,200,keep-alive,1            | does not have: keep-alive",
        ":status,200,x,a\u0001b              | value of x",
        ":status,200,x,'a '                  | value of x",
        ":status,200,content-length,+4       | Content-Length is not",
        ":status,200,content-length,5        | Content-Length says 5",
        ":status,200,content-length,3        | more content than the 3 bytes",
        ":status,204                         | more content than the 0 bytes",
        ":status,304                         | more content than the 0 bytes",
        ":status,103                         | content comes before",
      })
  void whatIsNoResponseIs502AndEndsItsStreamOnly(String lines, String detail) {
    client.send(POST);
    RawHttp2Server server = accept();
    int stream = readRequest(server);

    server.head(stream, false, lines.replace("'", "").split(",")).data(stream, "four", true);

    String outcome = "upstream_malformed";
    if (detail.contains("Content-Length says") || detail.contains("more content")) {
      // The head was good, and may have gone out.
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo(outcome);
      assertThat(line.get("detail").asText()).contains(detail);
    } else {
      check502(outcome, detail);
    }
    assertThat(server.next(stream).type()).isEqualTo(FrameType.RST_STREAM);
  }

  @Test
  void aHeadPastItsBoundIs502() {
    client.send(POST);
    RawHttp2Server server = accept();
    int stream = readRequest(server);
    String[] lines = new String[2 * 300];
    lines[0] = ":status";
    lines[1] = "200";
    for (int i = 2; i < lines.length; i += 2) {
      lines[i] = "x-" + i;
      lines[i + 1] = "v";
    }
    server.head(stream, true, lines);
    check502("upstream_malformed", "more than 256 field lines");
  }

  @Test
  void interimResponsesWithoutEndAre502() {
    client.send(POST);
    RawHttp2Server server = accept();
    int stream = readRequest(server);
    for (int i = 0; i < 65; i++) {
      server.head(stream, false, ":status", "103");
    }
    check502("upstream_malformed", "more than 64 interim responses");
  }

  @ParameterizedTest
  @CsvSource({"2, INTERNAL_ERROR", "8, CANCEL", "11, ENHANCE_YOUR_CALM", "99, error code 99"})
  void aStreamThatIsResetIs502(int code, String word) {
    client.send(POST);
    RawHttp2Server server = accept();
    server.reset(readRequest(server), code);

    check502("upstream_reset", word);
    assertThat(upstream.isLeftAlone()).isTrue();
  }

  @Test
  void aStreamThatIsResetWithinItsResponseIsCut() {
    client.send(POST);
    RawHttp2Server server = accept();
    int stream = readRequest(server);
    server.streamHead(stream).data(stream, "data: 1\n\n", false);
    client.readThrough("data: 1\n\n\r\n");

    server.reset(stream, 2);

    assertThat(client.readAll()).doesNotContain("0\r\n\r\n");
    assertThat(gateway.nextOutcome()).isEqualTo("upstream_reset");
  }

  @Test
  void aRefusedStreamGoesAgainOnANewConnection() {
    client.send(POST);
    RawHttp2Server first = accept();
    first.reset(readRequest(first), 7);

    RawHttp2Server second = accept();
    checkAnswer(second, readRequest(second));
  }

  @Test
  void aStreamThatIsRefusedAgainAndAgainIs502() {
    client.send(POST);
    for (int i = 0; i < 3; i++) {
      RawHttp2Server server = accept();
      server.reset(readRequest(server), 7);
    }
    check502("upstream_reset", "REFUSED_STREAM");
    assertThat(upstream.isLeftAlone()).isTrue();
  }

  @Test
  void goAwayLetsStreamsEndAndThoseBehindGoAgain() {
    try (RawHttp2 clients = RawHttp2.to(gateway.port())) {
      clients.get(1);
      RawHttp2Server first = accept();
      int served = first.nextStream();
      clients.get(3);
      int unseen = first.nextStream();

      first.goAway(served, 0);

      RawHttp2Server second = accept();
      int again = second.nextStream();
      second.streamHead(again).data(again, "data: again\n\n", true);
      assertThat(clients.readStatus(3)).isEqualTo(200);
      assertThat(clients.readThrough(3, "\n\n")).isEqualTo("data: again\n\n");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
      first.streamHead(served).data(served, "data: served\n\n", true);
      assertThat(clients.readStatus(1)).isEqualTo(200);
      assertThat(clients.readThrough(1, "\n\n")).isEqualTo("data: served\n\n");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
      assertThat(unseen).isGreaterThan(served);
      clients.get(5);
      second.head(second.nextStream(), true, ":status", "204");
      assertThat(clients.readStatus(5)).isEqualTo(204);
    }
  }

  @Test
  void aConnectionThatEndsCutsItsStreamsVisibly() {
    client.send(POST);
    RawHttp2Server server = accept();
    int stream = readRequest(server);
    server.streamHead(stream).data(stream, "data: 1\n\n", false);
    client.readThrough("data: 1\n\n\r\n");

    server.connection().close();

    assertThat(client.readAll()).doesNotContain("0\r\n\r\n");
    assertThat(gateway.nextOutcome()).isEqualTo("upstream_truncated");
  }

  /** A route with a flush window reads the end while it gathers. */
  @ParameterizedTest
  @ValueSource(strings = {"RST_STREAM", "GOAWAY", "close"})
  void aResponseThatIsWholeStaysSoWhateverFollows(String what) {
    try (GatewayFixture gathering = GatewayFixture.beforeHttp2(upstream.port(), "flush: 500ms");
        RawConnection reader = RawConnection.to(gathering.port())) {
      reader.send(POST);
      RawHttp2Server server = accept();
      int stream = readRequest(server);
      server.streamHead(stream).data(stream, "data: 1\n\n", false);
      reader.readThrough("data: 1\n\n\r\n");

      server.data(stream, "data: 2\n\n", true);
      switch (what) {
        case "RST_STREAM" -> server.reset(stream, 0);
        case "GOAWAY" -> server.goAway(0, 0);
        default -> server.connection().close();
      }

      assertThat(reader.readThrough("0\r\n\r\n")).contains("data: 2\n\n");
      assertThat(gathering.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void aConnectionThatIsResetIs502() {
    client.send(POST);
    RawHttp2Server server = accept();
    readRequest(server);

    server.connection().reset();

    check502("upstream_reset", "Connection reset");
  }

  @Test
  void anotherConnectionIsMadeWhereOneMayHaveNoMoreStreams() {
    try (RawHttp2 clients = RawHttp2.to(gateway.port())) {
      clients.get(1);
      RawHttp2Server first = accept(RawHttp2Server.MAX_CONCURRENT_STREAMS, 1);
      int one = first.nextStream();
      clients.get(3);
      RawHttp2Server second = accept(RawHttp2Server.MAX_CONCURRENT_STREAMS, 1);
      int two = second.nextStream();
      first.head(one, true, ":status", "204");
      assertThat(clients.readStatus(1)).isEqualTo(204);
      second.head(two, true, ":status", "204");
      assertThat(clients.readStatus(3)).isEqualTo(204);
    }
  }

  @Test
  void anAttemptThatHangsTakesNobodyWithItWhoComesLater() {
    String yaml =
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        upstreams: { app: { url: "http://127.0.0.1:%d", protocol: http2 } }
        routes:
          - { name: long, match: /long, to: app, auth: none, timeouts: { connect: 20s } }
          - { name: short, match: /*, to: app, auth: none, timeouts: { connect: 300ms } }
        """
            .formatted(upstream.port());
    try (GatewayFixture waiting = GatewayFixture.start(yaml);
        RawHttp2 clients = RawHttp2.to(waiting.port())) {
      clients.request(1, "GET", "/long", true);
      RawConnection hanging = upstream.next();
      clients.request(3, "GET", "/short", true);
      assertThat(clients.readStatus(3)).isEqualTo(502);

      clients.request(5, "GET", "/short", true);

      RawHttp2Server second = accept();
      second.head(second.nextStream(), true, ":status", "204");
      assertThat(clients.readStatus(5)).isEqualTo(204);
      // Who has waited from the beginning waits on.
      RawHttp2Server first = RawHttp2Server.on(hanging);
      first.head(first.nextStream(), true, ":status", "205");
      assertThat(clients.readStatus(1)).isEqualTo(205);
    }
  }

  @Test
  void anUpstreamThatLetsNoStreamBeginIs502() {
    client.send(POST);
    accept(RawHttp2Server.MAX_CONCURRENT_STREAMS, 0);

    check502("upstream_unreachable", "lets no stream begin");
  }
}
