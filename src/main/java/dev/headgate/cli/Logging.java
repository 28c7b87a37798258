package dev.headgate.cli;

import dev.headgate.time.TimeSource;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Where the libraries' warnings go, and what no thread caught. */
final class Logging {
  private Logging() {}

  static void configure() {
    System.setProperty("org.jboss.logging.provider", "jdk");
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new Warnings(System.err, TimeSource.SYSTEM, OutOfMemory::endProcess));
    OutOfMemory.guardThreads();
  }
}
