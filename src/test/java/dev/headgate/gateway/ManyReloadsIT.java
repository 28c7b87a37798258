package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.admin.ReloadResult.Kind;
import dev.headgate.testing.ChunkedInput;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.Heap;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import dev.headgate.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A thousand streams run while the file is edited a hundred times. */
class ManyReloadsIT {
  private static final int STREAMS = 1_000;
  private static final int RELOADS = 100;
  private static final int RELOADS_PER_EVENT = 10;
  private static final int EVENTS = RELOADS / RELOADS_PER_EVENT + 1;
  private static final long GROWTH_MAX = 4 * 1024 * 1024;
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final List<CountDownLatch> due =
      Stream.generate(() -> new CountDownLatch(1)).limit(EVENTS).toList();

  /** Each edition sends to other upstreams besides, has other keys, limits and timeouts. */
  private static String yaml(int upstreamPort, int edition) {
    return """
    version: 1
    listen: { address: "127.0.0.1:0" }
    keys: [{ name: key-%2$d, sha256: "%2$064x" }]
    limits: { many: { by: ip, requests: %3$d/h, streams: %3$d }, other-%2$d: { by: key, tokens: 1000/day } }
    upstreams:
      app: { url: "http://127.0.0.1:%1$d", send_headers: { X-Edition: "%2$d" } }
      other-%2$d: { url: "http://127.0.0.1:%3$d" }
    routes:
      - { name: app, match: /app/*, to: app, auth: none, limits: many, timeouts: { stall: %3$ds } }
      - { name: other-%2$d, match: /other, to: other-%2$d, auth: keys, limits: other-%2$d }
    """
        .formatted(upstreamPort, edition, STREAMS + edition);
  }

  private static String event(String path, int number) {
    return "data: %s %d\n\n".formatted(path, number);
  }

  private static String events(String path) {
    return IntStream.range(0, EVENTS)
        .mapToObj(number -> event(path, number))
        .collect(Collectors.joining());
  }

  private void play(RawConnection connection) {
    String path = connection.readHead().split(" ", 3)[1];
    connection.send(STREAM_HEAD);
    for (int i = 0; i < EVENTS; i++) {
      try {
        due.get(i).await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      String event = event(path, i);
      connection.send("%x\r\n%s\r\n".formatted(event.length(), event));
    }
    connection.send("0\r\n\r\n");
  }

  private static String stream(GatewayFixture gateway, int number, CountDownLatch begun)
      throws Exception {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /app/%d HTTP/1.1\r\nHost: a\r\n\r\n".formatted(number));
      client.readHead();
      begun.countDown();
      return new String(new ChunkedInput(client.in()).readAllBytes(), US_ASCII);
    }
  }

  @Test
  void noStreamNoticesAndNothingIsLeftOver() throws Exception {
    CountDownLatch begun = new CountDownLatch(STREAMS);
    try (RawUpstream upstream = RawUpstream.playing(this::play);
        GatewayFixture gateway = GatewayFixture.start(yaml(upstream.port(), 0));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> bodies = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        int number = i;
        bodies.add(clients.submit(() -> stream(gateway, number, begun)));
      }
      due.getFirst().countDown();
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      gateway.reload(yaml(upstream.port(), 0));
      long usedBefore = Heap.used();

      for (int i = 1; i <= RELOADS; i++) {
        String sound = yaml(upstream.port(), i);
        boolean isSound = i % 2 == 0;
        assertThat(
                gateway.reload(isSound ? sound : sound.replace("auth: keys", "auth: kees")).kind())
            .isEqualTo(isSound ? Kind.APPLIED : Kind.REFUSED);
        if (i % RELOADS_PER_EVENT == 0) {
          due.get(i / RELOADS_PER_EVENT).countDown();
        }
      }
      for (int i = 0; i < STREAMS; i++) {
        assertThat(bodies.get(i).get(1, TimeUnit.MINUTES)).isEqualTo(events("/app/" + i));
      }
      for (int i = 0; i < STREAMS; i++) {
        assertThat(gateway.nextOutcome()).isEqualTo("completed");
      }
      gateway.readNotices();
      Waiting.until("memory is as it was", () -> Heap.used() <= usedBefore + GROWTH_MAX);
    }
  }
}
