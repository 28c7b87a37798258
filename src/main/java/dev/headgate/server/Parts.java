package dev.headgate.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.XnioWorker;

/** What has been started, to be stopped the other way round: each before what it builds on. */
final class Parts implements AutoCloseable {
  private static final int STOP_SECONDS_MAX = 5;

  private final Consumer<String> notices;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  /**
   * Nothing yet.
   *
   * @param notices hears of what cannot be stopped
   */
  Parts(Consumer<String> notices) {
    this.notices = notices;
  }

  synchronized <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  ExecutorService add(ExecutorService executor) {
    AutoCloseable stop = executor::shutdownNow;
    add(stop);
    return executor;
  }

  XnioWorker add(XnioWorker worker) {
    AutoCloseable stop =
        () -> {
          worker.shutdown();
          if (!worker.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            worker.shutdownNow();
          }
        };
    add(stop);
    return worker;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        notices.accept("while stopping: " + e);
      }
    }
  }
}
