package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request body is held whole before the upstream hears of it, and sent with its length. */
@Timeout(30)
class RequestBodyIT {
  private static final String POST = "POST /x HTTP/1.1\r\nHost: a\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  private static String withLength(String body) {
    return POST + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** Each row: the request behind its first lines, and the body that the upstream gets. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 5~~hello                              | hello",
        "Content-Length: 0~~                                   | ''",
        "Transfer-Encoding: chunked~~5~hello~0~~               | hello",
        "Transfer-Encoding: Chunked~~2~he~3~llo~0~~            | hello",
        "Transfer-Encoding: chunked~~5;a=b;c=\"d\"~hello~0;x~~ | hello",
        "Transfer-Encoding: chunked~~00005~hello~000~~         | hello",
        "Transfer-Encoding: chunked~~A~0123456789~0~~          | 0123456789",
        "Transfer-Encoding: chunked~~0~~                       | ''",
      })
  void bodyIsSentOnWithItsLength(String request, String body) {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 0; i < 2; i++) {
        client.send(POST + request.replace("~", "\r\n"));
        RawAnswer.read(client);

        var got = upstream.next();
        assertThat(got.field("Content-Length")).isEqualTo("" + body.length());
        assertThat(got.field("Transfer-Encoding")).isNull();
        assertThat(got.body()).isEqualTo(body);
        assertThat(gateway.nextLogLine().get("bytes_in").asInt()).isEqualTo(body.length());
      }
    }
  }

  @Test
  void requestWithoutABodyGetsNoLength() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer.read(client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n"));

      assertThat(upstream.next().field("Content-Length")).isNull();
    }
  }

  @Test
  void everyByteArrivesHoweverTheChunksFall() {
    StringBuilder body = new StringBuilder();
    StringBuilder chunks = new StringBuilder();
    for (int i = 1; i < 700; i++) {
      String piece = ("" + (char) (i % 256)).repeat(i);
      body.append(piece);
      chunks.append(Integer.toHexString(i)).append("\r\n").append(piece).append("\r\n");
    }
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(CHUNKED).send(chunks + "0\r\n\r\n");
      RawAnswer.read(client);

      assertThat(upstream.next().body()).isEqualTo(body.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3 * 1024 * 1024, 10 * 1024 * 1024})
  void largeBodyPassesUpToItsBound(int bytes) {
    String body = "b".repeat(bytes);
    String chunked = CHUNKED + Integer.toHexString(bytes) + "\r\n" + body + "\r\n0\r\n\r\n";
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: 10MiB");
        RawConnection client = RawConnection.to(gateway.port())) {
      for (String request : new String[] {withLength(body), chunked}) {
        assertThat(RawAnswer.read(client.send(request)).status()).isEqualTo(200);
        assertThat(upstream.next().body()).isEqualTo(body);
      }
    }
  }

  @Test
  void upstreamHearsNothingBeforeTheBodyIsWhole() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(CHUNKED + "5\r\nhello\r\n").finish();

      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
      assertThat(upstream.accepted()).isZero();
    }
  }

  @Test
  void shortBodyIsADepartureToo() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + "Content-Length: 9\r\n\r\nhello").finish();

      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
      assertThat(upstream.accepted()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 5\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"})
  void clientThatWaitsForContinueGetsIt(String framing) {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + "Expect: 100-continue\r\n" + framing);
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.send(framing.contains("chunked") ? "5\r\nhello\r\n0\r\n\r\n" : "hello");

      assertThat(RawAnswer.read(client).status()).isEqualTo(200);
      var got = upstream.next();
      assertThat(got.body()).isEqualTo("hello");
      assertThat(got.field("Expect")).isNull();
    }
  }

  @Test
  void clientThatAnnouncesTooMuchIsToldInsteadOfContinue() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: 10B");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + "Expect: 100-continue\r\nContent-Length: 11\r\n\r\n");

      check413(RawAnswer.read(client), gateway);
      assertThat(client.readAll()).isEmpty();
      assertThat(upstream.accepted()).isZero();
    }
  }

  private static void check413(RawAnswer answer, GatewayFixture gateway) {
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.field("Connection")).isEqualTo("close");
    assertThat(answer.field("X-Proxy-Error")).isEqualTo("request_too_large");
    assertThat(answer.field("X-Should-Retry")).isNull();
    assertThat(answer.body()).contains("\"type\":\"request_too_large\"");
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("body_too_large");
    assertThat(line.get("status").asInt()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({"10, 200", "11, 413"})
  void bodyMayBeAsLargeAsItsBound(int bytes, int status) {
    String body = "b".repeat(bytes);
    String chunked = CHUNKED + Integer.toHexString(bytes) + "\r\n" + body + "\r\n0\r\n\r\n";
    for (String request : new String[] {withLength(body), chunked}) {
      try (KeepingUpstream upstream = KeepingUpstream.start();
          GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: 10B");
          RawConnection client = RawConnection.to(gateway.port())) {
        RawAnswer answer = RawAnswer.read(client.send(request));

        if (status == 413) {
          check413(answer, gateway);
          assertThat(client.readAll()).isEmpty();
        }
        assertThat(answer.status()).isEqualTo(status);
        assertThat(upstream.accepted()).isEqualTo(status == 200 ? 1 : 0);
      }
    }
  }

  /** Without lingering, the client's kernel would throw the answer away. */
  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 3000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"})
  void clientGetsItsAnswerEvenWhileItStillSends(String framing) {
    boolean chunked = framing.contains("chunked");
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: 1KiB");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + framing);
      for (int i = 0; i < 3; i++) {
        client.send((chunked ? "f4240\r\n" : "") + "b".repeat(1_000_000) + (chunked ? "\r\n" : ""));
      }
      client.send(chunked ? "0\r\n\r\n" : "");

      check413(RawAnswer.read(client), gateway);
      assertThat(client.readAll()).isEmpty();
      assertThat(upstream.accepted()).isZero();
    }
  }

  @Test
  void connectionOfAClientThatSendsOnForEverEnds() {
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: 1KiB");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + "Content-Length: 999999999\r\n\r\n" + "b".repeat(2000));
      check413(RawAnswer.read(client), gateway);

      assertThat(client.readAll()).isEmpty();
    }
  }
}
