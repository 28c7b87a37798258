package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings what an asynchronous client calls back with to the thread that asks for it.
 *
 * <p>Such a client's {@code close} waits, from any thread but its own, until no read is under way;
 * so an app leaves a stream from within a call back, and so do we.
 */
final class Handover implements Iterator<String> {
  private sealed interface Call {}

  private record Next(String text) implements Call {}

  private record End(Optional<Throwable> failure) implements Call {}

  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private volatile @Nullable Runnable leave;
  private @Nullable Call head;

  /** Has that run in the next call back. */
  void leaveBy(Runnable close) {
    leave = close;
  }

  void next(String text) {
    calls.add(new Next(text));
    Runnable now = leave;
    if (now != null) {
      now.run();
    }
  }

  void end(Optional<Throwable> failure) {
    calls.add(new End(failure));
  }

  @Override
  public boolean hasNext() {
    return switch (head()) {
      case Next _ -> true;
      case End(Optional<Throwable> failure) -> {
        if (failure.isPresent()) {
          throw (RuntimeException) failure.get();
        }
        yield false;
      }
    };
  }

  @Override
  public String next() {
    if (hasNext() && head() instanceof Next(String text)) {
      head = null;
      return text;
    }
    throw new NoSuchElementException();
  }

  private Call head() {
    if (head == null) {
      try {
        head = calls.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertThat(head).as("a call back").isNotNull();
    }
    return head;
  }
}
