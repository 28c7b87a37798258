package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.Leaving;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code body_max: off} a request body is streamed as it comes. */
@Timeout(60)
class UploadIT {
  private static final String POST = "POST /x HTTP/1.1\r\nHost: a\r\n";
  private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  private String nextSeen() throws InterruptedException {
    return assertThat(seen.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isNotNull()
        .actual();
  }

  private static GatewayFixture streaming(RawUpstream upstream) {
    return GatewayFixture.before(upstream.port(), "body_max: off");
  }

  @Test
  void bodyOfKnownLengthIsStreamedPieceByPiece() throws InterruptedException {
    RawUpstream.Script script =
        connection -> {
          seen.add(connection.readHead());
          seen.add(connection.readBytes(5));
          seen.add(connection.readBytes(5));
          connection.send(FINE);
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = streaming(upstream);
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + "Content-Length: 10\r\n\r\n");
      assertThat(nextSeen()).contains("Content-Length: 10\r\n").doesNotContain("chunked");
      client.send("hello");
      assertThat(nextSeen()).isEqualTo("hello");
      client.send("world");
      assertThat(nextSeen()).isEqualTo("world");

      assertThat(RawAnswer.read(client).body()).isEqualTo("ok");
      assertThat(gateway.nextLogLine().get("bytes_in").asInt()).isEqualTo(10);
    }
  }

  @Test
  void chunkedBodyIsChunkedAnewPieceByPiece() throws InterruptedException {
    RawUpstream.Script script =
        connection -> {
          seen.add(connection.readHead());
          seen.add(connection.readThrough("hello\r\n"));
          seen.add(connection.readThrough("world\r\n"));
          seen.add(connection.readThrough("\r\n\r\n"));
          connection.send(FINE);
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = streaming(upstream);
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
      assertThat(nextSeen())
          .contains("Transfer-Encoding: chunked\r\n")
          .doesNotContain("Content-Length");
      client.send("5;ext=evil\r\nhello\r\n");
      assertThat(nextSeen()).isEqualTo("5\r\nhello\r\n");
      client.send("5\r\nworld\r\n");
      assertThat(nextSeen()).isEqualTo("5\r\nworld\r\n");
      client.send("0\r\n\r\n");
      assertThat(nextSeen()).isEqualTo("0\r\n\r\n");

      assertThat(RawAnswer.read(client).body()).isEqualTo("ok");
    }
  }

  @Test
  void clientThatWaitsForContinueGetsIt() throws InterruptedException {
    RawUpstream.Script script =
        connection -> {
          seen.add(connection.readHead());
          seen.add(connection.readBytes(5));
          connection.send(FINE);
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = streaming(upstream);
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("hello");

      assertThat(RawAnswer.read(client).body()).isEqualTo("ok");
      assertThat(nextSeen()).doesNotContain("Expect");
      assertThat(nextSeen()).isEqualTo("hello");
    }
  }

  @Test
  void upstreamsAnswerMayComeBeforeTheUploadsEnd() {
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
          connection.readAll();
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = streaming(upstream);
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + "Content-Length: 100000\r\n\r\nhello");
      RawAnswer answer = RawAnswer.read(client);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("no");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void streamMayFlowBothWays() {
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          for (int i = 0; i < 3; i++) {
            connection.send("1\r\n" + connection.readBytes(1) + "\r\n");
          }
          connection.send("0\r\n\r\n");
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = streaming(upstream);
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + "Content-Length: 3\r\n\r\n").readHead();
      for (String piece : new String[] {"a", "b", "c"}) {
        assertThat(client.send(piece).readThrough(piece + "\r\n")).contains(piece);
      }
      client.readThrough("0\r\n\r\n");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void upstreamThatDoesNotReadHoldsTheClientBack() throws Exception {
    long total = 256L * 1024 * 1024;
    CompletableFuture<Void> mayRead = new CompletableFuture<>();
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          mayRead.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
          connection.in().skipNBytes(total);
          connection.send(FINE);
        };
    AtomicLong sent = new AtomicLong();
    AtomicBoolean whole = new AtomicBoolean();
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = streaming(upstream);
        RawConnection client = RawConnection.to(gateway.port())) {
      byte[] piece = new byte[64 * 1024];
      String head = POST + "Content-Length: " + total + "\r\n\r\n";
      client.send(head + "b".repeat(piece.length));
      sent.addAndGet(piece.length);
      Thread sender =
          Thread.startVirtualThread(() -> {
            while (sent.get() < total) {
              client.send(piece);
              sent.addAndGet(piece.length);
            }
            whole.set(true);
          });
      Awaiting.stillness(sent);

      // What the kernels of three sockets hold, and no more.
      assertThat(sent.get()).isLessThan(total / 2);
      assertThat(whole).isFalse();
      mayRead.complete(null);
      assertThat(RawAnswer.read(client).body()).isEqualTo("ok");
      sender.join();
      assertThat(gateway.nextLogLine().get("bytes_in").asLong()).isEqualTo(total);
    }
  }

  @Test
  void clientThatLeavesMidwayEndsTheUpstreamsConnection() throws Exception {
    CompletableFuture<String> rest = new CompletableFuture<>();
    RawUpstream.Script script =
        connection -> {
          connection.readHead();
          seen.add(connection.readThrough("hello"));
          rest.complete(connection.readAll());
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway = streaming(upstream);
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(POST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
      nextSeen();
      client.reset();

      assertThat(rest.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .doesNotContain("0\r\n");
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("outcome").asText()).isEqualTo("client_left");
      assertThat(line.get("status").asInt()).isEqualTo(499);
    }
  }

  @ParameterizedTest
  @EnumSource(Leaving.class)
  void departureIsSeenWhileTheUpstreamTakesNothing(Leaving leaving) throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    RawUpstream.Script script =
        connection -> {
          seen.add(connection.readHead());
          gone.await();
        };
    try (RawUpstream upstream = RawUpstream.playing(script);
        GatewayFixture gateway =
            GatewayFixture.before(
                upstream.port(), "body_max: off", "buffers: { per_stream: 64MiB }");
        AutoCloseable _ = gone::countDown) {
      RawConnection client = RawConnection.to(gateway.port());
      client.send(POST + "Content-Length: 100000000\r\n\r\n");
      nextSeen();
      client.send(new byte[16 * 1024 * 1024]);

      leaving.leave(client);

      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
      assertThat(gateway.gateway().exchangesInFlight()).isZero();
    }
  }
}
