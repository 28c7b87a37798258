package dev.headgate.bench.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that end when this one does, in the middle of a measurement, too. */
public final class Children {
  private static final int END_SECONDS_MAX = 8;

  private Children() {}

  /** Starts one. */
  public static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    } catch (IllegalStateException e) {
      end(process);
      throw new IOException("the bench is being stopped", e);
    }
    return process;
  }

  /** Ends one, and what it started. */
  public static void end(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
