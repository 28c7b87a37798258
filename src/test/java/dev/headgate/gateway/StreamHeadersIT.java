package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header of a response on its way to the client, and of a request on its way upstream. */
class StreamHeadersIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

  private static final List<String> FOR_ONE_CONNECTION =
      List.of(
          "Connection",
          "X-Hop",
          "X-Other",
          "Keep-Alive",
          "Proxy-Connection",
          "Proxy-Authorization",
          "HTTP2-Settings",
          "TE",
          "Trailer");

  private static RawAnswer answerTo(String request, String response, String... routeKeys) {
    try (RawUpstream upstream = RawUpstream.answering(response);
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), routeKeys);
        RawConnection client = RawConnection.to(gateway.port())) {
      return RawAnswer.read(client.send(request));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/event-stream",
        "text/event-stream; charset=utf-8",
        "Text/Event-Stream ;x=y",
      })
  void streamTellsEveryBufferToLetItPass(String type) {
    RawAnswer answer =
        answerTo(
            GET,
            "HTTP/1.1 200 OK\r\nContent-Type: "
                + type
                + "\r\nCache-Control: max-age=60\r\nX-Accel-Buffering: yes\r\n"
                + "Content-Length: 9\r\n\r\ndata: x\n\n");

    assertThat(answer.field("Content-Type")).isEqualTo(type);
    assertThat(answer.fields("X-Accel-Buffering")).containsExactly("no");
    assertThat(answer.fields("Cache-Control")).containsExactly("no-cache, no-transform");
    assertThat(answer.field("Content-Length")).isNull();
    assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(answer.body()).isEqualTo("data: x\n\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "text/event-stream-not",
        "application/x-ndjson",
        "text/plain; a=text/event-stream",
      })
  void otherResponsesAreLeftAlone(String type) {
    RawAnswer answer =
        answerTo(
            GET,
            "HTTP/1.1 200 OK\r\nContent-Type: "
                + type
                + "\r\nCache-Control: max-age=60\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(answer.field("X-Accel-Buffering")).isNull();
    assertThat(answer.fields("Cache-Control")).containsExactly("max-age=60");
    assertThat(answer.field("Content-Length")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
  void emptyStreamEndsAtOnce(String version) {
    RawAnswer answer =
        answerTo(
            GET.replace("HTTP/1.1", version),
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 0\r\n\r\n");

    assertThat(answer.field("Content-Length")).isNull();
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void fieldsForTheUpstreamsConnectionStopHere() {
    RawAnswer answer =
        answerTo(
            GET,
            """
            HTTP/1.1 200 OK\r
            Connection: X-Hop, keep-alive\r
            Connection: x-other\r
            X-Hop: 1\r
            X-Other: 2\r
            X-Kept: 3\r
            Keep-Alive: timeout=5\r
            Proxy-Connection: keep-alive\r
            Upgrade: h2c\r
            TE: trailers\r
            Content-Length: 0\r
            \r
            """);

    assertThat(answer.field("X-Kept")).isEqualTo("3");
    assertThat(answer.fields("Connection")).containsExactly("keep-alive");
    for (String name :
        new String[] {"X-Hop", "X-Other", "Keep-Alive", "Proxy-Connection", "Upgrade", "TE"}) {
      assertThat(answer.field(name)).as(name).isNull();
    }
  }

  @Test
  void fieldsForTheClientsConnectionStopHere() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          """
          GET /x HTTP/1.1\r
          Host: a\r
          Connection: X-Hop, keep-alive\r
          Connection: x-other\r
          X-Hop: 1\r
          X-Other: 2\r
          X-Kept: 3\r
          Keep-Alive: timeout=5\r
          Proxy-Connection: keep-alive\r
          Proxy-Authorization: Basic eA==\r
          HTTP2-Settings: AAMAAABk\r
          TE: trailers\r
          Trailer: X-Sum\r
          \r
          """);
      RawAnswer.read(client);

      var request = upstream.next();
      assertThat(request.field("X-Kept")).isEqualTo("3");
      for (String name : FOR_ONE_CONNECTION) {
        assertThat(request.field(name)).as(name).isNull();
      }
    }
  }

  @Test
  void noConnectionFieldTakesAwayWhatTheGatewayWrites() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          """
          POST /x HTTP/1.1\r
          Host: a\r
          Content-Length: 2\r
          Connection: host, content-length, x-forwarded-for, via\r
          \r
          hi\
          """);
      RawAnswer.read(client);

      var request = upstream.next();
      assertThat(request.body()).isEqualTo("hi");
      assertThat(request.field("Host")).isEqualTo("127.0.0.1:" + upstream.port());
      assertThat(request.field("X-Forwarded-For")).isEqualTo("127.0.0.1");
      assertThat(request.field("Via")).isEqualTo("1.1 headgate");
    }
  }

  @Test
  void clientsFieldsTravelLineByLine() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          """
          GET /x HTTP/1.1\r
          Host: a\r
          X-Many: 1\r
          x-many: 2\r
          X-Latin: caf\u00e9\r
          X-Empty:\r
          Authorization: Bearer theirs\r
          Cookie: a=1; b=2\r
          Accept-Encoding: gzip\r
          anthropic-version: 2023-06-01\r
          \r
          """);
      RawAnswer.read(client);

      String head = upstream.next().head();
      assertThat(RawAnswer.fieldsOf(head, "X-Many")).containsExactly("1", "2");
      assertThat(head)
          .contains("X-Latin: caf\u00e9\r\n")
          .contains("X-Empty: \r\n")
          .contains("Authorization: Bearer theirs\r\n")
          .contains("Cookie: a=1; b=2\r\n")
          .contains("Accept-Encoding: gzip\r\n")
          .contains("anthropic-version: 2023-06-01\r\n");
    }
  }

  @Test
  void routeSetsAndRemovesFieldsOfTheRequest() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway =
            GatewayFixture.before(
                upstream.port(),
                "request_headers: { set: { Host: origin.example, X-Env: prod, Via: none },"
                    + " remove: [cookie, X-Gone, X-Forwarded-Host] }");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          """
          GET /x HTTP/1.1\r
          Host: a\r
          x-env: theirs\r
          X-Env: again\r
          Cookie: c\r
          x-gone: 1\r
          \r
          """);
      RawAnswer.read(client);

      var request = upstream.next();
      assertThat(request.field("Host")).isEqualTo("origin.example");
      assertThat(request.field("X-Env")).isEqualTo("prod");
      assertThat(request.field("Via")).isEqualTo("none");
      assertThat(request.field("Cookie")).isNull();
      assertThat(request.field("X-Gone")).isNull();
      assertThat(request.field("X-Forwarded-Host")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"application/json, max-age=60", "text/event-stream, 'no-cache, no-transform'"})
  void routeSetsAndRemovesFieldsOfTheResponse(String type, String untouched) {
    RawAnswer answer =
        answerTo(
            GET,
            "HTTP/1.1 200 OK\r\nContent-Type: "
                + type
                + "\r\nServer: x\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nCache-Control: max-age=60\r\n"
                + "X-Old: 1\r\nContent-Length: 0\r\n\r\n",
            "response_headers: { set: { X-Old: new, Access-Control-Allow-Origin: '*' },"
                + " remove: [server, Set-Cookie] }");

    assertThat(answer.fields("X-Old")).containsExactly("new");
    assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.field("Server")).isNull();
    assertThat(answer.field("Set-Cookie")).isNull();
    assertThat(answer.field("Cache-Control")).isEqualTo(untouched);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/chat/completions, '', identity",
    "POST /x, '{\"stream\": true}', identity",
    "POST /x, '{\"stream\": false}', gzip",
    "GET /x, '', gzip",
  })
  void whatMayStreamIsAskedForUnencoded(String line, String body, String coding) {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          "%s HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(line, body.length(), body));
      assertThat(RawAnswer.fieldsOf(upstream.next().head(), "Accept-Encoding"))
          .containsExactly(coding);
    }
  }
}
