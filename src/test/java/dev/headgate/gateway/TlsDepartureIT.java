package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.TlsFiles;
import dev.headgate.testing.Waiting;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that speaks TLS and leaves its response ends the upstream's work at once. */
class TlsDepartureIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String EVENT = "data: a\n\n";
  private static final String CHUNK = "9\r\n" + EVENT + "\r\n";

  /** How a client leaves. */
  enum Leaving {
    CLOSE_NOTIFY,
    FIN_ALONE,
    RST,
    HALF_CLOSE;

    void leave(RawConnection client) {
      switch (this) {
        case CLOSE_NOTIFY -> client.close();
        case FIN_ALONE -> client.vanish();
        case RST -> client.reset();
        case HALF_CLOSE -> client.finish();
      }
    }
  }

  @TempDir static Path folder;

  private final TlsFiles files = TlsFiles.in(folder);
  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = files.before(upstream.port());
  private final RawConnection client = files.connect(gateway.port());
  private final RawHttp2 http2 = files.connectHttp2(gateway.port());

  @AfterEach
  void nothingIsLeftOver() {
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    client.close();
    http2.close();
    gateway.close();
    upstream.close();
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
  void endsACallOnAReusedConnection(Leaving how) {
    client.send(GET);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    client.readHead();
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
    client.send(GET + GET.replace("/x", "/next"));
    upstreamEnd.readHead();

    how.leave(client);

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("before_headers");
    assertThat(upstream.isLeftAlone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void withinAHeldBodyMakesNoCall(Leaving how) {
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{");
    Waiting.until("it came", () -> gateway.gateway().exchangesInFlight() == 1);

    how.leave(client);

    assertThatClientLeft("before_headers");
    assertThat(upstream.isLeftAlone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void endsAStreamOverHttp2(Leaving how) {
    http2.get(1);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD + CHUNK);
    assertThat(http2.readStatus(1)).isEqualTo(200);
    http2.readThrough(1, EVENT);

    how.leave(http2.connection());

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("mid_stream");
  }

  @Test
  void resetOfAStreamEndsItAlone() {
    http2.get(1);
    RawConnection leaving = upstream.next();
    leaving.readHead();
    leaving.send(STREAM_HEAD);
    assertThat(http2.readStatus(1)).isEqualTo(200);
    http2.get(3);
    RawConnection staying = upstream.next();
    staying.readHead();

    http2.reset(1);

    assertThat(leaving.read()).isEqualTo(-1);
    assertThatClientLeft("before_first_token");
    staying.send(STREAM_HEAD + CHUNK + "0\r\n\r\n");
    assertThat(http2.readStatus(3)).isEqualTo(200);
    assertThat(http2.readThrough(3, EVENT)).isEqualTo(EVENT);
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
  }

  private void assertThatClientLeft(String phase) {
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("client_left");
    assertThat(line.get("phase").asText()).isEqualTo(phase);
    assertThat(line.get("ended_by").asText()).isEqualTo("client");
  }
}
