package dev.headgate.cli;

import dev.headgate.config.ConfigFile;
import dev.headgate.config.value.FileState;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells when a configuration's file, or one that it names, was changed, and stands still again. */
final class FileWatch implements AutoCloseable {
  /** How often the files are looked at. */
  static final long LOOK_MILLIS = 500;

  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watch").factory());
  private Map<Path, FileState> told = Map.of();
  private Map<Path, FileState> seen = Map.of();

  /** From now on its files are watched. What came since they were read is a change, too. */
  synchronized ConfigFile watched(ConfigFile read) {
    Map<Path, FileState> files = new HashMap<>(read.files());
    files.replaceAll(told::getOrDefault);
    told = files;
    return read;
  }

  /**
   * Begins to look.
   *
   * @param changed runs on a thread of its own
   */
  void begin(Runnable changed) {
    Runnable look =
        () -> {
          if (look()) {
            changed.run();
          }
        };
    var _ = looking.scheduleWithFixedDelay(look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks once: a change is told when it is seen for the second time. */
  synchronized boolean look() {
    Map<Path, FileState> now = new HashMap<>(told);
    now.replaceAll((file, _) -> FileState.of(file));
    boolean stoodStill = now.equals(seen);
    seen = now;
    boolean changed = stoodStill && !now.equals(told);
    if (changed) {
      told = now;
    }
    return changed;
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
