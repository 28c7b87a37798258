package dev.headgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.StallingSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
    int more = 100;
    long dropped;
    try (ExchangeLog log = ExchangeLog.to(sink)) {
      for (int i = 0; i < ExchangeLog.LINES_MAX + more; i++) {
        log.add(Records.refused("/"));
      }
      dropped = log.dropped();
      sink.goOn();
    }

    // The writer may hold one line that it took before the rest came.
    assertThat(dropped).isBetween(more - 1L, (long) more);
    assertThat(sink.lines())
        .hasSize(ExchangeLog.LINES_MAX + more - (int) dropped + 1)
        .contains("{\"log_lines_dropped\":" + dropped + "}");
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
  void lineThatTheSinkRefusesIsCounted() {
    AtomicInteger refusals = new AtomicInteger();
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    OutputStream sink =
        new OutputStream() {
          @Override
          public void write(int b) {
            taken.write(b);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (refusals.getAndIncrement() < 2) {
              throw new IOException("disk full");
            }
            taken.write(bytes, offset, length);
          }
        };
    try (ExchangeLog log = ExchangeLog.to(sink)) {
      for (int i = 0; i < 5; i++) {
        log.add(Records.refused("/" + i));
      }
    }

    assertThat(taken.toString(StandardCharsets.UTF_8))
        .contains("log_lines_dropped")
        .contains("\"path\":\"/4\"");
  }
}
