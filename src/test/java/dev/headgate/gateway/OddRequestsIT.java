package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request whose head is wrong or ambiguous is refused, and the upstream never hears of it. */
@Timeout(20)
class OddRequestsIT {
  private static KeepingUpstream upstream;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    upstream = KeepingUpstream.start();
    gateway = GatewayFixture.before(upstream.port());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  /**
   * What follows such a request on its connection is never answered: nobody knows where it ends.
   */
  private static void checkRefused(String request, int status) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(request.replace("~", "\r\n") + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(RawAnswer.read(client).status()).isEqualTo(status);
      assertThat(client.readAll()).isEmpty();
      assertThat(upstream.waiting()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chunkedx",
        "xchunked",
        "x",
        "gzip",
        "identity",
        "chunked, identity",
        "chunked, chunked",
        "chunked;a=b",
        "\"chunked\"",
        ",chunked",
        "chunked\u000b",
      })
  void oddTransferEncodingIs400(String value) {
    checkRefused("POST / HTTP/1.1~Host: a~Transfer-Encoding: " + value + "~~5~hello~0~~", 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, chunked", "x,Chunked"})
  void transferCodingThatNobodyHereKnowsIs501(String value) {
    checkRefused("POST / HTTP/1.1~Host: a~Transfer-Encoding: " + value + "~~5~hello~0~~", 501);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.0~Host: a~Transfer-Encoding: chunked~~0~~",
        "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~",
        "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 5~~0~~",
        "POST / HTTP/1.1~Host: a~Content-Length: 5~Transfer-Encoding: chunked~~0~~",
        "POST / HTTP/1.1~Host: a~Transfer-Encoding : chunked~~0~~",
        "POST / HTTP/1.1~Host: a~ Transfer-Encoding: chunked~~0~~",
        "POST / HTTP/1.1~Host: a~Content-Length: 5~Content-Length: 5~~hello",
        "POST / HTTP/1.1~Host: a~Content-Length: 5~Content-Length: 6~~hello",
        "POST / HTTP/1.1~Host: a~Content-Length: 5, 5~~hello",
        "POST / HTTP/1.1~Host: a~Content-Length: +5~~hello",
        "POST / HTTP/1.1~Host: a~Content-Length: -5~~hello",
        "POST / HTTP/1.1~Host: a~Content-Length: 0x5~~hello",
        "POST / HTTP/1.1~Host: a~Content-Length:~~hello",
        "POST / HTTP/1.1~Host: a~Content-Length: 18446744073709551621~~hello",
      })
  void ambiguousFramingIs400(String request) {
    checkRefused(request, 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1~~",
        "GET / HTTP/1.1~Host: a~Host: a~~",
        "GET / HTTP/1.1~Host: a~Host: b~~",
        "GET / HTTP/1.0~Host: a~Host: b~~",
        "GET / HTTP/1.1~Host:~~",
        "GET / HTTP/1.1~Host: a b~~",
        "GET / HTTP/1.1~Host: a/b~~",
        "GET / HTTP/1.1~Host: u@a~~",
        "GET / HTTP/1.1~Host: a:x~~",
        "GET / HTTP/1.1~Host: [::1~~",
        "GET http://u@a/ HTTP/1.1~Host: a~~",
        "GET http://a/ HTTP/1.1~~",
        "GET ftp://a/ HTTP/1.1~Host: a~~",
      })
  void oddHostIs400(String request) {
    checkRefused(request, 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /~~",
        "GET / http/1.1~Host: a~~",
        "GET / HTTP/11~Host: a~~",
        "GET  / HTTP/1.1~Host: a~~",
        "GET /  HTTP/1.1~Host: a~~",
        "GET\t/ HTTP/1.1~Host: a~~",
        " GET / HTTP/1.1~Host: a~~",
        "G(T / HTTP/1.1~Host: a~~",
        "GET x HTTP/1.1~Host: a~~",
        "GET x%2e HTTP/1.1~Host: a~~",
        "GET ?x HTTP/1.1~Host: a~~",
        "GET * HTTP/1.1~Host: a~~",
        "GET /a#b HTTP/1.1~Host: a~~",
        "GET /a\\b HTTP/1.1~Host: a~~",
        "GET /%zz HTTP/1.1~Host: a~~",
        "GET /caf\u00e9 HTTP/1.1~Host: a~~",
        "GET / HTTP/1.1~Host: a~X~~",
        "GET / HTTP/1.1~Host: a~X : b~~",
        "GET / HTTP/1.1~Host: a~: b~~",
        "GET / HTTP/1.1~Host: a~X: a\u0000b~~",
        "GET / HTTP/1.1~Host: a~X: a\rb~~",
        "GET / HTTP/1.1\nHost: a\n\n",
      })
  void malformedHeadIs400(String request) {
    checkRefused(request, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.9", "1.2", "2.0", "3.0", "9.9"})
  void versionThatIsNotSpokenIs505(String version) {
    checkRefused("GET / HTTP/" + version + "~Host: a~~", 505);
  }

  @ParameterizedTest
  @CsvSource({"CONNECT, a:443", "TRACE, /", "TRACE, /x"})
  void methodThatIsNotForwardedIs501(String method, String target) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(method + " " + target + " HTTP/1.1\r\nHost: a:443\r\n\r\n");
      RawAnswer answer = RawAnswer.read(client);

      assertThat(answer.status()).isEqualTo(501);
      assertThat(answer.field("X-Proxy-Error")).isEqualTo("method_not_forwarded");
      assertThat(answer.body()).contains("\"type\":\"invalid_request_error\"");
      assertThat(gateway.logLineOf(answer.field("X-Request-Id")).get("outcome").asText())
          .isEqualTo("method_not_forwarded");
      assertThat(upstream.waiting()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content_Length: 5",
        "Transfer_Encoding: chunked",
        "X_Forwarded_For: 10.0.0.1",
        "X_Forwarded-Proto: https",
        "X_API_Key: sk-1",
      })
  void fieldThatSomeServersTakeForAnotherIs400(String field) {
    checkRefused("GET / HTTP/1.1~Host: a~" + field + "~~", 400);
  }

  @Test
  void fieldsArePassedAsTheyCame() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /a? HTTP/1.1\r\nHost: a\r\nx_kept:1\r\nX-B: a  b\t c \r\n\r\n");

      assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      KeepingUpstream.Request seen = upstream.next();
      assertThat(seen.line()).isEqualTo("GET /a? HTTP/1.1");
      assertThat(seen.head()).contains("x_kept: 1\r\n", "X-B: a  b\t c\r\n");
    }
  }

  @Test
  void targetThatIsAUrlNamesTheHost() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET http://b?x HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      KeepingUpstream.Request seen = upstream.next();
      assertThat(seen.line()).isEqualTo("GET /?x HTTP/1.1");
      assertThat(seen.head()).contains("X-Forwarded-Host: b\r\n");
    }
  }

  @Test
  void gatewayServesOnAfterAllOfIt() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      assertThat(upstream.next().line()).isEqualTo("GET / HTTP/1.1");
    }
  }
}
