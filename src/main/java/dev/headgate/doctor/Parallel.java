package dev.headgate.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does things at the same time, and says each second that they go on. */
final class Parallel implements AutoCloseable {
  private static final long SAY_EVERY_SECONDS = 1;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Progress progress;

  Parallel(Progress progress) {
    this.progress = progress;
  }

  /** Something that has a bound of its own. */
  interface Task<T> {
    T run() throws InterruptedException;
  }

  /** What came of that alone. */
  <T> T one(Task<T> task) throws InterruptedException {
    return all(List.of(task)).getFirst();
  }

  /** The results, in the order of the tasks, once all are there. */
  <T> List<T> all(List<Task<T>> tasks) throws InterruptedException {
    List<Future<T>> futures = tasks.stream().map(task -> threads.submit(task::run)).toList();
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(await(future));
    }
    return results;
  }

  private <T> T await(Future<T> future) throws InterruptedException {
    while (true) {
      try {
        return future.get(SAY_EVERY_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException _) {
        progress.goesOn();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
