package dev.headgate.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends the process where memory ran out. Behind that nobody knows which exchange lost what, and a
 * gateway that lives on half dead is worse than one that its supervisor starts again.
 *
 * <p>{@code -XX:+ExitOnOutOfMemoryError} does the same, and earlier; this is for whoever starts it
 * without.
 */
final class OutOfMemory {
  private static final byte[] PLAIN = "out of memory: the process ends\n".getBytes(US_ASCII);
  private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);

  private OutOfMemory() {}

  /** Guards the threads that nothing else catches an error of. */
  static void guardThreads() {
    Logger logger = Logger.getLogger(OutOfMemory.class.getName());
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
      if (thrown instanceof OutOfMemoryError error) {
        endProcess(error);
      }
      logger.log(Level.SEVERE, thrown, () -> "the thread " + thread.getName() + " died");
    });
  }

  /** One line on standard error, and then no shutdown hook, since each wants memory. */
  static void endProcess(OutOfMemoryError error) {
    try {
      ERR.write(line(error));
    } catch (IOException _) {
      // The exit code tells.
    } finally {
      Runtime.getRuntime().halt(ExitCode.OUT_OF_MEMORY);
    }
  }

  private static byte[] line(OutOfMemoryError error) {
    try {
      return ("out of memory: " + error.getMessage() + ": the process ends\n").getBytes(US_ASCII);
    } catch (OutOfMemoryError _) {
      return PLAIN;
    }
  }
}
