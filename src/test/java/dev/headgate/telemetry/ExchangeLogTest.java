package dev.headgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.StallingSink;
import dev.headgate.testing.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One line for each exchange, and none that anybody waits for. */
@Timeout(20)
class ExchangeLogTest {
  @Test
  void everyLineIsWrittenInOrderBeforeItCloses() {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (ExchangeLog log = ExchangeLog.to(sink)) {
      for (int i = 0; i < 1000; i++) {
        log.add(Records.refused("/" + i));
      }
    }
    List<String> lines = sink.toString(StandardCharsets.UTF_8).lines().toList();

    assertThat(lines).hasSize(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(lines.get(i)).contains("\"path\":\"/" + i + "\"");
    }
  }

  @Test
  void linesPastTheBoundAreDroppedAndCountedOnceTheSinkGoesOn() {
    StallingSink sink = new StallingSink();
    int more = 3_000;
    long dropped;
    try (ExchangeLog log = ExchangeLog.to(sink)) {
      for (int i = 0; i < ExchangeLog.LINES_MAX + more; i++) {
        log.add(Records.refused("/"));
      }
      dropped = log.dropped();
      sink.goOn();
    }

    // The writer may hold some that it took before the rest came.
    assertThat(dropped).isBetween(more / 2L, (long) more);
    assertThat(sink.lines())
        .filteredOn(line -> line.contains("request_id"))
        .hasSize(ExchangeLog.LINES_MAX + more - (int) dropped);
    assertThat(toldDropped(sink.lines())).isEqualTo(dropped);
  }

  private static long toldDropped(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("log_lines_dropped"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  @Test
  void sinkThatStallsForEverDoesNotHoldUpTheEnd() {
    StallingSink sink = new StallingSink();
    ExchangeLog log = ExchangeLog.to(sink);
    log.add(Records.whole());
    log.close();

    assertThat(sink.lines()).isEmpty();
    sink.goOn();
  }

  @Test
  void everyLineThatTheSinkRefusesIsCounted() throws InterruptedException {
    AtomicBoolean full = new AtomicBoolean(true);
    CountDownLatch refused = new CountDownLatch(3);
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    OutputStream sink =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (full.get()) {
              taken.write(bytes, offset, 1);
              refused.countDown();
              throw new IOException("disk full");
            }
            taken.write(bytes, offset, length);
          }
        };
    int lines = 0;
    try (ExchangeLog log = ExchangeLog.to(sink)) {
      while (refused.getCount() > 0) {
        log.add(Records.refused("/refused"));
        lines++;
        var _ = refused.await(1, TimeUnit.MILLISECONDS);
      }
      int refusedLines = lines;
      Waiting.until("all were refused", () -> log.dropped() == refusedLines);
      full.set(false);
      log.add(Records.refused("/taken"));
    }

    List<String> written = taken.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(toldDropped(written)).isEqualTo(lines);
    assertThat(written).filteredOn(line -> line.startsWith("{\"time\"")).hasSize(1);
    assertThat(written).noneMatch(line -> line.contains("/refused"));
  }
}
