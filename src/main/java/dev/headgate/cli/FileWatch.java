package dev.headgate.cli;

import dev.headgate.config.value.FileState;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells when a file was changed, and stands still again. */
final class FileWatch implements AutoCloseable {
  /** How often the file is looked at. */
  static final long LOOK_MILLIS = 500;

  private final Path file;
  private final Runnable changed;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watch").factory());
  private FileState told;
  private FileState seen;

  /**
   * Watches that file; nothing is looked at until {@link #begin()}.
   *
   * @param known how it was before it was read: what came meanwhile is a change
   * @param changed runs on a thread of its own
   */
  FileWatch(Path file, FileState known, Runnable changed) {
    this.file = file;
    this.changed = changed;
    this.told = known;
    this.seen = known;
  }

  /** Begins to look. */
  FileWatch begin() {
    var _ =
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  /** Looks once: a change is told when it is seen for the second time. */
  void look() {
    FileState now = FileState.of(file);
    boolean stoodStill = now.equals(seen);
    seen = now;
    if (stoodStill && !now.equals(told)) {
      told = now;
      changed.run();
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
