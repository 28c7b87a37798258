package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the demo wrote into its log. */
final class LogLines implements Consumer<String> {
  // Generous beside the few ms that it takes, and nothing beside the hour that a script may pause.
  private static final Duration WAIT_MAX = Duration.ofSeconds(2);

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  @Override
  public void accept(String line) {
    lines.add(line);
  }

  /** The next line, once it is there. */
  String next() throws InterruptedException {
    @Nullable String line = lines.poll(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(line).as("a line of the log within %s", WAIT_MAX).isNotNull();
    return line;
  }

  void assertNoMore() {
    assertThat(lines).isEmpty();
  }
}
