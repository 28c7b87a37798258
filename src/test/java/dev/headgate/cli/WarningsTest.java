package dev.headgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.FakeTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A line for each warning, and few for those that repeat themselves. */
class WarningsTest {
  private static final String FAILED = "UT005071: Undertow request failed ";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final FakeTime time = new FakeTime();
  private final List<OutOfMemoryError> outOfMemory = new ArrayList<>();
  private final Warnings warnings =
      new Warnings(new PrintStream(printed, true, UTF_8), time, outOfMemory::add);

  private void warn(String message, @Nullable Throwable thrown) {
    LogRecord record = new LogRecord(Level.SEVERE, message);
    record.setLoggerName("io.undertow.request");
    record.setThrown(thrown);
    warnings.publish(record);
  }

  private List<String> lines() {
    return printed.toString(UTF_8).lines().toList();
  }

  @Test
  void lineHoldsTheCauseAndTheWayToIt() {
    warn("no luck", new UncheckedIOException(new IOException("Too many open files")));

    assertThat(lines()).hasSize(1);
    assertThat(lines().getFirst())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3} SEVERE .*")
        .contains("io.undertow.request: no luck: java.io.UncheckedIOException: ")
        .contains("; caused by java.io.IOException: Too many open files")
        .contains(" at dev.headgate.cli.WarningsTest.lineHoldsTheCauseAndTheWayToIt(");
  }

  @Test
  void whateverAMessageHoldsItStaysOneLineOfBoundedLength() {
    warn("GET /a\r\n2026-01-01 SEVERE forged\u001b[31m" + "x".repeat(100_000), null);

    assertThat(lines()).hasSize(1);
    assertThat(lines().getFirst())
        .contains("GET /a 2026-01-01 SEVERE forged [31mxxx")
        .hasSize(WarningLine.CHARACTERS_MAX + 1);
  }

  @Test
  void whatRepeatsItselfIsToldOnceAnInterval() {
    for (int i = 0; i < 1_000; i++) {
      warn(FAILED + i, new IOException("number " + i));
    }
    assertThat(lines()).hasSize(1);

    time.pass(Warnings.REPEATED_EVERY);
    warn(FAILED + "once more", new IOException("the last"));

    assertThat(lines()).hasSize(2);
    assertThat(lines().getLast())
        .endsWith("once more: java.io.IOException: the last (and 999 more like it before)");
  }

  @Test
  void otherIdsOtherMessagesAndOtherCausesAreOtherKinds() {
    warn(FAILED, new IOException());
    warn(FAILED, new IllegalStateException());
    warn("UT005085: Connection was not fully consumed", new IOException());
    warn("a text without an id", null);
    warn("another", null);

    assertThat(lines()).hasSize(5);
  }

  @Test
  void whatIsNoWarningIsNotTold() {
    LogRecord record = new LogRecord(Level.INFO, "started");
    warnings.publish(record);

    assertThat(lines()).isEmpty();
  }

  @Test
  void threadThatEndsIsNoNews() {
    warn(FAILED, new RejectedExecutionException("XNIO007007: Thread is terminating"));
    assertThat(lines()).isEmpty();
    warn(FAILED, new RejectedExecutionException("the queue is full"));
    assertThat(lines()).hasSize(1);
  }

  @Test
  void memoryThatRanOutIsHeardOfHoweverDeepItIsAndHoweverOften() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    for (int i = 0; i < 3; i++) {
      warn(FAILED, new IllegalStateException(new RuntimeException(error)));
    }

    assertThat(outOfMemory).containsExactly(error, error, error);
  }

  @Test
  void causesThatGoInACircleEnd() {
    Exception one = new Exception("one");
    one.initCause(new Exception("two", one));
    warn("round and round", one);

    assertThat(lines()).hasSize(1);
  }
}
