package dev.headgate.faults;

import static dev.headgate.testing.FaultyUpstream.EVENTS;
import static dev.headgate.testing.FaultyUpstream.HALF;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.ChunkedInput;
import dev.headgate.testing.Fault;
import dev.headgate.testing.FaultyUpstream;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stream that breaks off: what came of it is delivered, nothing is made up, and the end is one
 * that no client takes for a clean one.
 */
@Timeout(30)
class BrokenStreamIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Duration VISIBLE_WITHIN = Duration.ofMillis(1_500);
  private static final int INTERNAL_ERROR = 2;

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new Fault.ResetsMidEvent(), EVENTS + HALF, "upstream_reset"),
        Arguments.of(new Fault.ClosesMidEvent(), EVENTS + HALF, "upstream_truncated"),
        Arguments.of(new Fault.OmitsLastChunk(), EVENTS, "upstream_truncated"),
        Arguments.of(new Fault.HalfCloses(), EVENTS + HALF, "upstream_truncated"),
        Arguments.of(new Fault.SendsChunkSize("zz"), EVENTS + HALF, "upstream_malformed"),
        Arguments.of(new Fault.SendsChunkSize("0x4"), EVENTS + HALF, "upstream_malformed"),
        Arguments.of(new Fault.SendsChunkSize("-4"), EVENTS + HALF, "upstream_malformed"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void http1ClientSeesItsConnectionEndWithoutTheLastChunk(
      Fault fault, String delivered, String outcome) throws IOException {
    try (FaultyUpstream upstream = FaultyUpstream.that(fault);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET).readHead();
      ChunkedInput body = new ChunkedInput(client.in());
      assertThat(new String(body.readNBytes(delivered.length()), ISO_8859_1)).isEqualTo(delivered);

      long began = System.nanoTime();
      upstream.goOn();
      assertThat(client.readAll()).isIn("", "\r\n");

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(VISIBLE_WITHIN);
      assertOneLine(gateway, outcome);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void http2ClientSeesItsStreamReset(Fault fault, String delivered, String outcome) {
    try (FaultyUpstream upstream = FaultyUpstream.that(fault);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      assertThat(client.get(1).readStatus(1)).isEqualTo(200);
      assertThat(client.readThrough(1, delivered)).isEqualTo(delivered);

      long began = System.nanoTime();
      upstream.goOn();
      RawHttp2.Frame end = client.next(1);

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(VISIBLE_WITHIN);
      assertThat(end.type()).isEqualTo(RawHttp2.FrameType.RST_STREAM);
      assertThat(end.errorCode()).isEqualTo(INTERNAL_ERROR);
      assertOneLine(gateway, outcome);
    }
  }

  private static void assertOneLine(GatewayFixture gateway, String outcome) {
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo(outcome);
    assertThat(line.get("phase").asText()).isEqualTo("mid_stream");
    assertThat(line.get("ended_by").asText()).isEqualTo("upstream");
    assertThat(line.get("status").asInt()).isEqualTo(200);
    gateway.close();
    assertThat(gateway.unreadLogLines()).isZero();
  }

  static Stream<Fault> waitingFaults() {
    return Stream.of(new Fault.HalfCloses(), new Fault.SendsChunkSize("zz"));
  }

  @ParameterizedTest
  @MethodSource("waitingFaults")
  void upstreamThatStillReadsIsLeftAtOnce(Fault fault) {
    try (FaultyUpstream upstream = FaultyUpstream.that(fault);
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET).readThrough(HALF);
      upstream.goOn();

      upstream.awaitEnd(Duration.ofSeconds(1));
    }
  }
}
