package dev.headgate.faults;

import static dev.headgate.testing.FaultyUpstream.EVENTS;
import static dev.headgate.testing.FaultyUpstream.EVIL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.Fault;
import dev.headgate.testing.FaultyUpstream;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is legal is delivered, however odd; what is not is a 502, and nothing of it gets through.
 */
@Timeout(30)
class OddAnswersIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @ParameterizedTest
  @CsvSource({"1, 100", "1, 103", "20, 103", "64, 103"})
  void finalAnswerFollowsInterimOnes(int count, int status) {
    try (FaultyUpstream upstream = FaultyUpstream.that(new Fault.SendsInterims(count, status));
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port());
        RawHttp2 http2 = RawHttp2.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));

      assertThat(answer.head()).startsWith("HTTP/1.1 200 OK\r\n").doesNotContainIgnoringCase(EVIL);
      assertThat(answer.body()).isEqualTo("ok");
      assertThat(http2.get(1).readStatus(1)).isEqualTo(200);
      assertThat(http2.readThrough(1, "ok")).isEqualTo("ok");
    }
  }

  static Stream<Fault> noAnswers() {
    return Stream.of(
        new Fault.SendsInterims(65, 103),
        new Fault.SendsInterims(5_000, 100),
        new Fault.SaysInstead("evil\r\n\r\n"),
        new Fault.SaysInstead("SSH-2.0-evil\r\n"),
        new Fault.SaysInstead("<html>evil</html>\r\n"),
        new Fault.SaysInstead("\u0015\u0003\u0003\u0000\u0002\u0002("),
        new Fault.SendsTwoLengths(4, 4),
        new Fault.SendsTwoLengths(4, 5),
        new Fault.NamesCoding("xchunked"),
        new Fault.NamesCoding("gzip, chunked"));
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void whatIsNoAnswerIs502AtOnceOnBothProtocols(Fault fault) {
    try (FaultyUpstream upstream = FaultyUpstream.that(fault);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port());
        RawHttp2 http2 = RawHttp2.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.head() + answer.body()).doesNotContainIgnoringCase(EVIL);
      assertMalformedAtOnce(gateway.nextLogLine());
      upstream.awaitEnd(AT_ONCE);

      assertThat(http2.get(1).readStatus(1)).isEqualTo(502);
      assertThat(http2.readThrough(1, "}")).doesNotContainIgnoringCase(EVIL);
      assertMalformedAtOnce(gateway.nextLogLine());
      assertThat(upstream.accepted()).isEqualTo(2);
    }
  }

  private static void assertMalformedAtOnce(JsonNode line) {
    assertThat(line.get("outcome").asText()).isEqualTo("upstream_malformed");
    assertThat(line.get("total_ms").asLong()).isLessThan(AT_ONCE.toMillis());
  }

  static Stream<Fault> secondResponses() {
    return Stream.of(new Fault.SendsSecondResponse(), new Fault.SpeaksUnasked());
  }

  @ParameterizedTest
  @MethodSource("secondResponses")
  void secondResponseIsDiscardedWithItsConnection(Fault fault) {
    try (FaultyUpstream upstream = FaultyUpstream.that(fault);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port());
        RawConnection next = RawConnection.to(gateway.port())) {
      assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
      upstream.goOn();
      upstream.awaitEnd(AT_ONCE);

      RawAnswer answer = RawAnswer.read(next.send(GET));
      assertThat(answer.head()).doesNotContainIgnoringCase(EVIL);
      assertThat(answer.body()).isEqualTo("ok");
      assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
      assertThat(upstream.accepted()).isEqualTo(3);
      for (int i = 0; i < 3; i++) {
        assertThat(gateway.nextOutcome()).isEqualTo("completed");
      }
    }
  }

  @Test
  void encodedStreamArrivesByteForByteUnderItsCoding() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(EVENTS.getBytes(ISO_8859_1));
    }
    String encoded = bytes.toString(ISO_8859_1);
    try (FaultyUpstream upstream = FaultyUpstream.that(new Fault.Encodes("gzip", encoded));
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));

      assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
      assertThat(answer.field("Content-Type")).isEqualTo("text/event-stream");
      assertThat(answer.body()).isEqualTo(encoded);
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0", "HTTP/1.1"})
  void streamThatItsConnectionEndsIsWholeOnBothProtocols(String version) {
    try (FaultyUpstream upstream = FaultyUpstream.that(new Fault.EndsByClosing(version));
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port());
        RawHttp2 http2 = RawHttp2.to(gateway.port())) {
      RawAnswer answer = RawAnswer.read(client.send(GET));
      assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(answer.body()).isEqualTo(EVENTS);

      assertThat(http2.get(1).readStatus(1)).isEqualTo(200);
      StringBuilder body = new StringBuilder();
      RawHttp2.Frame frame = http2.next(1);
      for (; !frame.endsStream(); frame = http2.next(1)) {
        body.append(frame.payload());
      }
      assertThat(body.append(frame.payload())).hasToString(EVENTS);
      assertThat(frame.type()).isEqualTo(RawHttp2.FrameType.DATA);
    }
  }
}
