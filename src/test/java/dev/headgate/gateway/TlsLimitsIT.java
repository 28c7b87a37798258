package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.testing.Firehose;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.StreamFate;
import dev.headgate.testing.TlsFiles;
import dev.headgate.testing.Waiting;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code listen.limits} and what bounds a slow reader hold for clients that speak TLS. */
@Timeout(60)
class TlsLimitsIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: ";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final int MIB = 1024 * 1024;
  private static final long IN_FLIGHT_MAX = 32L * MIB;

  @TempDir static Path folder;

  private final TlsFiles files = TlsFiles.in(folder);
  private final HandUpstream upstream = HandUpstream.start();

  @AfterEach
  void stop() {
    upstream.close();
  }

  private GatewayFixture limited(String limits) {
    return GatewayFixture.start(
        files.yaml(upstream.port()).replace("] } }", "] }, limits: { %s } }".formatted(limits)));
  }

  @Test
  void handshakeByteByByteIsGivenUp() {
    try (GatewayFixture gateway = limited("head_within: 300ms");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("\u0016\u0003\u0001\u0001\u0000");
      while (client.isSilentFor(Duration.ofMillis(50))) {
        client.sendUntilRefused("\u0000");
      }
      assertThat(client.readAll()).isEmpty();
    }
  }

  @Test
  void silenceBehindAHandshakeIsIdle() {
    try (GatewayFixture gateway = limited("idle: 200ms");
        RawConnection client = files.connect(gateway.port());
        RawHttp2 http2 = files.connectHttp2(gateway.port())) {
      assertThat(client.readAll()).isEmpty();
      assertThat(StreamFate.of(http2, StreamFate.NO_STREAM)).isEqualTo("closed");
    }
  }

  @Test
  void halfAHeadIsLate() {
    try (GatewayFixture gateway = limited("head_within: 300ms");
        RawConnection client = files.connect(gateway.port());
        RawHttp2 http2 = files.connectHttp2(gateway.port())) {
      client.send("GET /x HTTP/1.1\r\nHost: a\r\nX");
      http2.send(FrameType.HEADERS, 0, 1, new byte[] {(byte) 0x82});

      assertThat(RawAnswer.read(client).status()).isEqualTo(408);
      assertThat(client.readAll()).isEmpty();
      assertThat(StreamFate.of(http2, StreamFate.NO_STREAM)).isEqualTo("closed");
    }
  }

  @Test
  void bodyThatStopsComingIsLate() {
    try (GatewayFixture gateway = limited("body_idle: 200ms");
        RawConnection client = files.connect(gateway.port());
        RawHttp2 http2 = files.connectHttp2(gateway.port())) {
      client.send(POST + "9\r\n\r\nabc");
      http2.request(1, "POST", "/x", false).data(1, "abc", false);

      assertThat(RawAnswer.read(client).status()).isEqualTo(408);
      assertThat(StreamFate.of(http2, 1)).isEqualTo("408");
    }
  }

  @Test
  void addressWithTooManyConnectionsGetsNoHandshake() {
    try (GatewayFixture gateway = limited("connections_per_address: 1");
        RawConnection _ = files.connect(gateway.port())) {
      assertThatThrownBy(() -> files.connect(gateway.port()))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void connectionsCountBeforeTheirHandshake() {
    try (GatewayFixture gateway = limited("connections_per_address: 1");
        RawConnection one = RawConnection.to(gateway.port());
        RawConnection other = RawConnection.to(gateway.port())) {
      // They may be accepted in any order; whichever is the second is refused.
      CompletableFuture.anyOf(
              CompletableFuture.supplyAsync(one::readAll, Thread::startVirtualThread),
              CompletableFuture.supplyAsync(other::readAll, Thread::startVirtualThread))
          .orTimeout(10, TimeUnit.SECONDS)
          .join();

      assertThatThrownBy(() -> files.connect(gateway.port()))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void moreConnectionsWaitForTheirHandshake() {
    try (GatewayFixture gateway = limited("connections: 8")) {
      Queue<RawConnection> shaken = new ConcurrentLinkedQueue<>();
      for (int i = 0; i < 24; i++) {
        Thread.startVirtualThread(() -> shaken.add(files.connect(gateway.port())));
      }
      long atOnce = Waiting.untilSteady(Duration.ofMillis(500), shaken::size);
      assertThat(atOnce).isBetween(1L, 8L);

      shaken.forEach(RawConnection::close);

      Waiting.until("others have their turn", () -> shaken.size() > atOnce);
    }
  }

  @Test
  void readerThatPausesHoldsTheUpstreamBackAndThenGetsEveryByte() {
    long bytes = 100L * MIB;
    try (GatewayFixture gateway = files.before(upstream.port());
        RawConnection client = files.connect(gateway.port())) {
      Firehose firehose = Firehose.begin(begin(client), bytes);

      assertThat(Waiting.untilSteady(Duration.ofSeconds(2), firehose::sent))
          .isLessThan(IN_FLIGHT_MAX);
      assertThat(Firehose.sumOf(client.in(), bytes)).isEqualTo(firehose.sum());
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void readerThatStaysAwayIsCut() {
    try (GatewayFixture gateway = files.before(upstream.port(), "timeouts: { client_write: 1s }");
        RawConnection client = files.connect(gateway.port());
        RawHttp2 http2 = files.connectHttp2(gateway.port())) {
      Firehose firehose = Firehose.begin(begin(client), 100L * MIB);
      assertThat(gateway.nextOutcome()).isEqualTo("client_write_timeout");
      Waiting.until("the upstream is refused", firehose::isOver);

      http2.get(1);
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readHead();
      upstreamEnd.send(STREAM_HEAD);
      Firehose second = Firehose.begin(upstreamEnd, 100L * MIB);
      assertThat(gateway.nextOutcome()).isEqualTo("client_write_timeout");
      Waiting.until("the upstream is refused", second::isOver);
    }
  }

  @Test
  void answerIsNotLostOnAClientThatStillSends() {
    try (GatewayFixture gateway = files.before(upstream.port(), "body_max: 8B");
        RawConnection client = files.connect(gateway.port())) {
      client.send(POST + 2 * MIB + "\r\n\r\n" + "a".repeat(2 * MIB));

      assertThat(RawAnswer.read(client).status()).isEqualTo(413);
      assertThat(client.readAll()).isEmpty();
    }
  }

  private RawConnection begin(RawConnection client) {
    client.send(GET);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    client.readHead();
    return upstreamEnd;
  }
}
