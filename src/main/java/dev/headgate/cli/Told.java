package dev.headgate.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** What the gateway tells whoever runs it. What goes on is one line that changes on a terminal. */
final class Told {
  /** Elsewhere it is a line, once in so many times. */
  static final int TIMES_PER_LINE = 10;

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean onTerminal;
  private int times;

  Told(PrintWriter err, boolean onTerminal) {
    this.err = err;
    this.onTerminal = onTerminal;
  }

  static Told on(PrintWriter err) {
    return new Told(
        err, Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  /** A line of its own. */
  synchronized void line(String text) {
    err.println((times > 0 && onTerminal ? CLEAR_LINE : "") + text);
    err.flush();
    times = 0;
  }

  /** How something goes on, once a second. */
  synchronized void progress(String text) {
    times++;
    if (onTerminal) {
      err.print(CLEAR_LINE + text);
      err.flush();
    } else if (times % TIMES_PER_LINE == 0) {
      err.println(text);
      err.flush();
    }
  }
}
