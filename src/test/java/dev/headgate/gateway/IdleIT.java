package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.TlsFiles;
import dev.headgate.testing.Waiting;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that has nothing to do does nothing, whatever is open. */
class IdleIT {
  private static final int CLIENTS = 1_000;
  private static final Duration SETTLE = Duration.ofMillis(1_500);
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final double CPU_PERCENT_MAX = 1;

  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String CHUNK = "9\r\ndata: a\n\n\r\n";

  /** Short, so that the timers of the connecting have gone off when the measuring begins. */
  private static final String TIMEOUTS = "timeouts: { connect: 1s }";

  @TempDir static Path folder;

  private final HandUpstream upstream = HandUpstream.start();

  /** Kept: a socket that nobody refers to is closed by the garbage collector. */
  private final List<RawConnection> clients = new ArrayList<>();

  @AfterEach
  void stopTheUpstream() {
    upstream.close();
    clients.forEach(RawConnection::close);
  }

  @Test
  void silentStreamsCostNothing() {
    try (GatewayFixture immediate = GatewayFixture.before(upstream.port(), TIMEOUTS);
        GatewayFixture gathering =
            GatewayFixture.before(upstream.port(), TIMEOUTS, "flush: 20ms")) {
      for (int i = 0; i < CLIENTS; i++) {
        exchange(RawConnection.to(immediate.port()), STREAM_HEAD + CHUNK, CHUNK);
        exchange(RawConnection.to(gathering.port()), STREAM_HEAD + CHUNK, CHUNK);
      }
      measure("silent streams, and as many with a flush window", immediate, CLIENTS);
      assertThat(gathering.gateway().exchangesInFlight()).isEqualTo(CLIENTS);
    }
  }

  @Test
  void callsWithoutAnAnswerAndIdleConnectionsCostNothing() {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), TIMEOUTS)) {
      for (int i = 0; i < CLIENTS; i++) {
        exchange(RawConnection.to(gateway.port()), "", "");
      }
      for (int i = 0; i < CLIENTS; i++) {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        exchange(RawConnection.to(gateway.port()), answer, "\r\n\r\n");
      }
      measure("calls without an answer, and as many idle connections", gateway, CLIENTS);
    }
  }

  @Test
  void silentStreamsOverHttp2CostNothing() {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), TIMEOUTS)) {
      for (int i = 0; i < CLIENTS / 2; i++) {
        exchange(RawHttp2.to(gateway.port()), "data: a\n\n");
      }
      for (int i = 0; i < CLIENTS / 2; i++) {
        exchange(RawHttp2.to(gateway.port(), "data".length()), "data");
      }
      measure("streams over HTTP/2, silent or with their window shut", gateway, CLIENTS);
    }
  }

  @Test
  void silentStreamsOverTlsCostNothing() {
    int streams = CLIENTS / 4;
    TlsFiles files = TlsFiles.in(folder);
    try (GatewayFixture gateway = files.before(upstream.port(), TIMEOUTS)) {
      for (int i = 0; i < streams; i++) {
        exchange(files.connect(gateway.port()), STREAM_HEAD + CHUNK, CHUNK);
        exchange(
            files.connect(gateway.port()),
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            "\r\n\r\n");
      }
      measure("streams and idle connections over TLS, a quarter each", gateway, streams);
    }
  }

  @Test
  void readersThatStayAwayCostNothing() {
    try (GatewayFixture gateway =
        GatewayFixture.before(
            upstream.port(), TIMEOUTS, "heartbeat: off", "buffers: { per_stream: 4KiB }")) {
      String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
      for (int i = 0; i < CLIENTS; i++) {
        RawConnection client = RawConnection.narrowTo(gateway.port());
        sendOnAndOn(exchange(client, STREAM_HEAD, "\r\n\r\n"), chunk);
      }
      measure("readers that stay away", gateway, CLIENTS);
    }
  }

  @Test
  void upstreamsThatDoNotReadAnUploadCostNothing() {
    try (GatewayFixture gateway =
        GatewayFixture.before(upstream.port(), TIMEOUTS, "body_max: off")) {
      String piece = "x".repeat(0x8000);
      for (int i = 0; i < CLIENTS; i++) {
        RawConnection client = RawConnection.to(gateway.port());
        clients.add(client);
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n");
        upstream.next().readHead();
        sendOnAndOn(client, piece);
      }
      measure("uploads that the upstream does not read", gateway, CLIENTS);
    }
  }

  private static void sendOnAndOn(RawConnection to, String piece) {
    Thread.startVirtualThread(() -> {
      while (to.sendUntilRefused(piece)) {
        // Until nobody takes any more.
      }
    });
  }

  private RawConnection exchange(RawConnection client, String answer, String readThrough) {
    clients.add(client);
    client.send(GET);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(answer);
    client.readThrough(readThrough);
    return upstreamEnd;
  }

  private void exchange(RawHttp2 client, String readThrough) {
    clients.add(client.connection());
    client.get(1);
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD + CHUNK);
    client.readStatus(1);
    client.readThrough(1, readThrough);
  }

  private static void measure(String what, GatewayFixture gateway, int inFlight) {
    Waiting.untilSteady(SETTLE, () -> gatewayCpuNanos() / 10_000_000);
    long before = gatewayCpuNanos();
    long began = System.nanoTime();
    Waiting.until("some time", () -> System.nanoTime() - began > WINDOW.toNanos());
    double percent = 100.0 * (gatewayCpuNanos() - before) / (System.nanoTime() - began);

    System.out.printf("%d %s: %.2f %% of a core%n", CLIENTS, what, percent);
    assertThat(percent).isLessThan(CPU_PERCENT_MAX);
    assertThat(gateway.gateway().exchangesInFlight()).isEqualTo(inFlight);
  }

  /** What the gateway's own threads have used so far. */
  private static long gatewayCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("headgate"))
        .mapToLong(ThreadInfo::getThreadId)
        .map(threads::getThreadCpuTime)
        .sum();
  }
}
