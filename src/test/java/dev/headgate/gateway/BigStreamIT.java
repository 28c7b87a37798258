package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.ChunkedInput;
import dev.headgate.testing.Firehose;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of any size and shape arrive byte for byte. */
class BigStreamIT {
  private static final int KIB = 1024;
  private static final int MIB = KIB * KIB;

  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.before(upstream.port());
  private final RawConnection client = RawConnection.to(gateway.port());

  @AfterEach
  void stop() {
    client.close();
    gateway.close();
    upstream.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "application/octet-stream"})
  void aGibibyteArrivesWhole(String type) {
    long bytes = KIB * (long) MIB;
    long began = System.nanoTime();
    Firehose firehose = Firehose.begin(begin(type), bytes);

    assertThat(Firehose.sumOf(client.in(), bytes)).isEqualTo(firehose.sum());

    System.out.printf(
        "1 GiB of %s in %d ms%n", type, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
  }

  @Test
  void aLineWithoutAnEndArrivesWhole() throws IOException {
    assertThatItArrives("data: " + "x".repeat(10 * MIB), MIB);
  }

  @Test
  void aMillionTinyEventsArrive() throws IOException {
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      events.append("data:").append(i).append("\n\n");
    }
    long began = System.nanoTime();

    assertThatItArrives(events.toString(), 4 * KIB);

    System.out.printf(
        "1,000,000 tiny events in %d ms%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
  }

  @Test
  void oddLineEndsAndSplitCharactersArriveVerbatim() throws IOException {
    String odd =
        "\uFEFFdata: a\r\n\r\ndata: b\r\rdata: c\n\n: \r\n\n\r\rdata: \u00e9\u20ac\ud83d\ude00\0\n\n"
            + "id\nevent:\r\ndata\r\r\n\n data: not the end";
    String bytes = new String(odd.getBytes(UTF_8), ISO_8859_1);

    assertThatItArrives(bytes, 1);
  }

  private void assertThatItArrives(String content, int chunkBytes) throws IOException {
    RawConnection upstreamEnd = begin("text/event-stream");
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(() -> sendInChunks(upstreamEnd, content, chunkBytes));

    String arrived = new String(new ChunkedInput(client.in()).readAllBytes(), ISO_8859_1);

    assertThat(arrived.equals(content)).as("the same bytes").isTrue();
    sending.join();
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
  }

  private static void sendInChunks(RawConnection to, String content, int chunkBytes) {
    for (int at = 0; at < content.length(); at += chunkBytes) {
      String chunk = content.substring(at, Math.min(content.length(), at + chunkBytes));
      to.send(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
    }
    to.send("0\r\n\r\n");
  }

  private RawConnection begin(String type) {
    client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(
        "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.readHead();
    return upstreamEnd;
  }
}
