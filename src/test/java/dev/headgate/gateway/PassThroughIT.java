package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses reach the client as the upstream sent them. */
class PassThroughIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void passesABodyOfKnownLength() {
    try (RawUpstream upstream =
            RawUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello");
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n").contains("X-A: b\r\n");
      assertThat(client.readBytes(5)).isEqualTo("hello");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  /** Each row: what the upstream sends before it closes, the framing that results, the body. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK~Content-Length: 5~~hello                  | Content-Length: 5 | hello",
        "HTTP/1.1 200 OK~Content-Length: 0~~                       | Content-Length: 0 | ''",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~he~3~llo~0~~ | Transfer-Encoding: chunked | hello",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~~           | Transfer-Encoding: chunked | ''",
        "HTTP/1.1 200 OK~Transfer-Encoding: CHUNKED~~5;a=b~hello~0~~ | Transfer-Encoding: chunked | hello",
        "HTTP/1.1 200 OK~~hello                                    | Transfer-Encoding: chunked | hello",
        "HTTP/1.1 200 OK~~                                         | Transfer-Encoding: chunked | ''",
        "HTTP/1.0 200 OK~~hello                                    | Transfer-Encoding: chunked | hello",
        "HTTP/1.0 200 OK~Content-Length: 5~~hello                  | Content-Length: 5 | hello",
      })
  void framesEveryBodyForAnHttp11Client(String response, String framing, String body) {
    try (RawUpstream upstream = RawUpstream.answering(response.replace("~", "\r\n"));
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.head()).contains(framing + "\r\n");
      assertThat(answer.body()).isEqualTo(body);
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
      // The client's connection is still in step.
      assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n",
      })
  void responseWithoutABodyEndsWithItsHead(String response) {
    try (KeepingUpstream upstream = KeepingUpstream.answering(response);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 0; i < 2; i++) {
        String head = client.send(GET).readHead();

        assertThat(head).startsWith(response.substring(0, response.indexOf("\r\n")));
        assertThat(head).doesNotContainIgnoringCase("transfer-encoding");
        assertThat(gateway.nextOutcome()).isEqualTo("completed");
      }
      assertThat(upstream.accepted()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 42", "Content-Length: 0", "ETag: \"a\""})
  void headKeepsWhatTheUpstreamSaysOfTheBody(String field) {
    try (KeepingUpstream upstream =
            KeepingUpstream.answering("HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n");
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 0; i < 2; i++) {
        client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n").contains(field + "\r\n");
        assertThat(upstream.next().line()).isEqualTo("HEAD /x HTTP/1.1");
        assertThat(gateway.nextOutcome()).isEqualTo("completed");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 199 X\r\n\r\n",
      })
  void swallowsInterimResponses(String interim) {
    try (RawUpstream upstream = RawUpstream.answering(interim + KeepingUpstream.FINE);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));

      assertThat(answer.head()).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("Link");
      assertThat(answer.body()).isEqualTo("ok");
    }
  }

  @Test
  void passesTrailersBehindTheLastChunk() {
    String response =
        """
        HTTP/1.1 200 OK\r
        Transfer-Encoding: chunked\r
        Trailer: X-Sum\r
        \r
        2\r
        he\r
        0\r
        X-Sum: 7\r
        Authorization: no\r
        \r
        """;
    try (RawUpstream upstream = RawUpstream.answering(response);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(client.send(GET).readHead()).contains("Trailer: X-Sum\r\n");
      assertThat(client.readThrough("\r\n0\r\n")).endsWith("2\r\nhe\r\n0\r\n");
      assertThat(client.readThrough("\r\n\r\n")).isEqualTo("X-Sum: 7\r\n\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200 Fine: it's (mostly) OK, 200 Fine: it's (mostly) OK",
    "'200 ', 200 OK",
    "200, 200 OK",
    "299 , 299",
    "200 caf\u00e9\tnoir, 200 caf\u00e9\tnoir",
    "418 I'm a teapot, 418 I'm a teapot",
    "599 , 599",
  })
  void passesTheStatusLine(String sent, String expected) {
    try (RawUpstream upstream =
            RawUpstream.answering("HTTP/1.1 " + sent + "\r\nContent-Length: 0\r\n\r\n");
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(client.send(GET).readHead()).startsWith("HTTP/1.1 " + expected);
    }
  }

  @Test
  void passesALargeHeaderFieldByField() {
    String large = "v".repeat(30_000);
    String response =
        "HTTP/1.1 200 OK\r\nX-Large: %s\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2\r\nX-Empty:\r\nContent-Length: 0\r\n\r\n"
            .formatted(large);
    try (RawUpstream upstream = RawUpstream.answering(response);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.readHead(client.send(GET));

      assertThat(answer.field("X-Large")).isEqualTo(large);
      assertThat(answer.fields("Set-Cookie")).containsExactly("a=1; Path=/", "b=2");
      assertThat(answer.field("X-Empty")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 400, 401, 404, 408, 425, 429, 500, 502, 503, 504, 529})
  void passesTheUpstreamsOwnVerdictAfterOneAttempt(int status) {
    String body = "{\"error\":\"theirs\"}";
    String response =
        "HTTP/1.1 %d Verdict\r\nRetry-After: 7\r\nLocation: /y\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, body.length(), body);
    try (KeepingUpstream upstream = KeepingUpstream.answering(response);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));

      assertThat(answer.head()).startsWith("HTTP/1.1 " + status + " Verdict\r\n");
      assertThat(answer.field("Retry-After")).isEqualTo("7");
      assertThat(answer.field("Location")).isEqualTo("/y");
      assertThat(answer.field("X-Proxy-Error")).isNull();
      assertThat(answer.body()).isEqualTo(body);
      assertThat(gateway.nextLogLine().get("status").asInt()).isEqualTo(status);
      assertThat(upstream.next().line()).isEqualTo("GET /x HTTP/1.1");
      assertThat(upstream.waiting()).isZero();
    }
  }

  @Test
  void leavesAnEncodedBodyAlone() {
    String gzip = "\u001f\u008b\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u00ff not really gzip";
    String response =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(gzip.length(), gzip);
    try (RawUpstream upstream = RawUpstream.answering(response);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));

      assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
      assertThat(answer.body()).isEqualTo(gzip);
    }
  }
}
