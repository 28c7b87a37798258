package dev.headgate.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** What the libraries have to say: warnings, a line each, on standard error. */
final class Logging {
  private static final String LINE = "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%n";

  private Logging() {}

  static void configure() {
    System.setProperty("java.util.logging.SimpleFormatter.format", LINE);
    System.setProperty("org.jboss.logging.provider", "jdk");
    LogManager.getLogManager().reset();
    Handler console = new ConsoleHandler();
    console.setLevel(Level.WARNING);
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(console);
  }
}
