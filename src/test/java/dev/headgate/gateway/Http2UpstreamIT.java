package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.Frame;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.RawHttp2Server;
import dev.headgate.testing.RawUpstream;
import dev.headgate.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges over HTTP/2 towards the upstream, without TLS. */
@Timeout(60)
class Http2UpstreamIT {
  private static final int CANCEL = 8;

  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway =
      GatewayFixture.beforeHttp2(upstream.port(), "buffers: { per_stream: 16KiB }");

  @AfterEach
  void nothingIsLeftOver() {
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    gateway.close();
    upstream.close();
  }

  private static String event(int i) {
    return "data: " + i + "\n\n";
  }

  @Test
  void aStreamPassesEventByEvent() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          "GET /x?y=1 HTTP/1.1\r\nHost: a\r\nX-A: B\r\nConnection: x-hop\r\nX-Hop: 1\r\n\r\n");
      RawHttp2Server server = RawHttp2Server.on(upstream.next());
      int stream = server.nextStream();
      Map<String, String> head = server.readHead(stream);

      assertThat(head)
          .containsEntry(":method", "GET")
          .containsEntry(":scheme", "http")
          .containsEntry(":authority", "127.0.0.1:" + upstream.port())
          .containsEntry(":path", "/x?y=1")
          .containsEntry("x-a", "B")
          .doesNotContainKeys("host", "connection", "x-hop", "transfer-encoding");
      server.streamHead(stream);
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
      for (int i = 0; i < 20; i++) {
        server.data(stream, event(i), false);
        assertThat(client.readThrough("\n\n\r\n")).endsWith(event(i) + "\r\n");
      }
      server.data(stream, "", true);
      assertThat(client.readThrough("\r\n\r\n")).isEqualTo("0\r\n\r\n");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void aHundredStreamsShareAConnection() {
    try (RawHttp2 client = RawHttp2.to(gateway.port())) {
      for (int i = 0; i < 100; i++) {
        client.request(2 * i + 1, "GET", "/" + (2 * i + 1), true);
      }
      RawHttp2Server server = RawHttp2Server.on(upstream.next());
      List<Integer> streams = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        streams.add(server.nextStream());
      }
      for (int stream : streams.reversed()) {
        String path = server.readHead(stream).get(":path");
        server.streamHead(stream).data(stream, "data: " + path + "\n\n", true);
      }

      for (int i = 0; i < 100; i++) {
        int stream = 2 * i + 1;
        assertThat(client.readStatus(stream)).isEqualTo(200);
        assertThat(client.readThrough(stream, "\n\n")).isEqualTo("data: /" + stream + "\n\n");
        assertThat(gateway.nextOutcome()).isEqualTo("completed");
      }
      assertThat(upstream.isLeftAlone()).isTrue();
    }
  }

  /** Two exchanges of one client over one connection: the first is tried, the other looks on. */
  private final class Pair implements AutoCloseable {
    private final RawHttp2 client;
    private final RawHttp2Server server;
    private final int tried;
    private final int other;

    Pair(int window) {
      client = RawHttp2.to(gateway.port(), window);
      client.get(1);
      server = RawHttp2Server.on(upstream.next());
      tried = server.nextStream();
      server.readHead(tried);
      client.get(3).open(3, 100_000);
      other = server.nextStream();
      server.readHead(other);
      server.streamHead(other);
      assertThat(client.readStatus(3)).isEqualTo(200);
    }

    void otherGoesOn() {
      for (int i = 0; i < 5; i++) {
        server.data(other, event(i), false);
        assertThat(client.readThrough(3, "\n\n")).isEqualTo(event(i));
      }
    }

    void checkDeparture() {
      client.reset(1);
      Frame end = server.next(tried);
      assertThat(end.type()).isEqualTo(FrameType.RST_STREAM);
      assertThat(end.errorCode()).isEqualTo(CANCEL);
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
      // What was under way is nobody's.
      server.data(tried, event(0), true);
      otherGoesOn();
      client.get(5);
      int next = server.nextStream();
      server.streamHead(next).data(next, event(7), true);
      assertThat(client.readStatus(5)).isEqualTo(200);
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }

    @Override
    public void close() {
      client.close();
    }
  }

  @Test
  void departureBeforeTheHeadEndsTheStreamOnly() {
    try (Pair pair = new Pair(65_535)) {
      pair.checkDeparture();
    }
  }

  @Test
  void departureFromASilentStreamEndsTheStreamOnly() {
    try (Pair pair = new Pair(65_535)) {
      pair.server.streamHead(pair.tried);
      assertThat(pair.client.readStatus(1)).isEqualTo(200);

      pair.checkDeparture();
    }
  }

  @Test
  void departureFromATalkingStreamEndsTheStreamOnly() {
    try (Pair pair = new Pair(65_535)) {
      pair.server.streamHead(pair.tried);
      pair.server.data(pair.tried, event(0), false).data(pair.tried, event(1), false);
      assertThat(pair.client.readStatus(1)).isEqualTo(200);

      pair.checkDeparture();
    }
  }

  @Test
  void aSlowClientHoldsBackItsOwnStreamOnly() {
    try (Pair pair = new Pair(4)) {
      String rest = "x".repeat(16 * 1024 - 8);
      pair.server.streamHead(pair.tried).data(pair.tried, "data: " + rest + "\n\n", false);
      assertThat(pair.client.readStatus(1)).isEqualTo(200);
      assertThat(pair.client.next(1).payload()).isEqualTo("data");

      pair.otherGoesOn();
      assertThat(pair.server.opened(pair.tried)).isEqualTo(12 * 1024);

      pair.client.open(1, 1_000_000);
      StringBuilder read = new StringBuilder();
      while (read.length() < rest.length() + 4) {
        read.append(pair.client.next(1).payload());
      }
      assertThat(read.toString()).isEqualTo(": " + rest + "\n\n");
      pair.client.reset(1);
      assertThat(pair.server.next(pair.tried).type()).isEqualTo(FrameType.RST_STREAM);
      // The client took all, so all of it may come again.
      assertThat(pair.server.opened(pair.tried)).isEqualTo(12 * 1024 + 16 * 1024);
    }
  }

  @Test
  void whatAnUpstreamSendsPastItsWindowIsMalformed() {
    try (Pair pair = new Pair(4)) {
      // No stream of events, so that all bytes wait for the client, however they are read; and more
      // than one frame, which Undertow keeps, and per_stream.
      pair.server.head(pair.tried, false, ":status", "200", "content-type", "text/plain");
      for (int i = 0; i < 6; i++) {
        pair.server.data(pair.tried, "x".repeat(8 * 1024), false);
      }

      assertThat(gateway.nextOutcome()).isEqualTo("upstream_malformed");
      assertThat(pair.server.next(pair.tried).type()).isEqualTo(FrameType.RST_STREAM);
      pair.otherGoesOn();
    }
  }

  @Test
  void interimResponsesAreSkippedAndTrailersPass() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /x HTTP/1.1\r\nHost: a\r\nTE: trailers\r\n\r\n");
      RawHttp2Server server = RawHttp2Server.on(upstream.next());
      int stream = server.nextStream();
      server.head(stream, false, ":status", "103", "link", "</a>");
      server.head(stream, false, ":status", "200", "x-long", "v".repeat(9000));
      server.data(stream, "content", false).head(stream, true, "x-sum", "1", "host", "evil");

      RawAnswer answer = RawAnswer.read(client);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.field("x-long")).hasSize(9000);
      assertThat(answer.body()).isEqualTo("content");
      assertThat(answer.trailers()).contains("x-sum: 1").doesNotContain("evil");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void exchangesOfManyClientsKeepApart() throws Exception {
    RawUpstream.Script script =
        connection -> {
          RawHttp2Server server = RawHttp2Server.on(connection);
          while (true) {
            int stream = server.nextStream();
            String path = server.readHead(stream).getOrDefault(":path", "");
            server.head(stream, false, ":status", "200", "content-length", "" + path.length());
            server.data(stream, path, true);
          }
        };
    try (RawUpstream echo = RawUpstream.playing(script);
        GatewayFixture before = GatewayFixture.beforeHttp2(echo.port());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String name = "/" + i + "/";
        clients.add(threads.submit(() -> ask(before, name)));
      }
      for (Future<?> client : clients) {
        client.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private static void ask(GatewayFixture gateway, String name) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      for (int i = 0; i < 100; i++) {
        client.send("GET " + name + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(RawAnswer.read(client).body()).isEqualTo(name + i);
      }
    }
  }
}
