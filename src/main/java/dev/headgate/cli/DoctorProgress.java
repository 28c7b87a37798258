package dev.headgate.cli;

import dev.headgate.doctor.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** One line that is written over and over on a terminal; elsewhere a line for each part. */
final class DoctorProgress implements Progress {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean onTerminal;
  private String part = "";
  private int seconds;
  private long secondsAbout;

  DoctorProgress(PrintWriter err, boolean onTerminal) {
    this.err = err;
    this.onTerminal = onTerminal;
  }

  static DoctorProgress of(PrintWriter err) {
    Optional<Console> console = Optional.ofNullable(System.console());
    return new DoctorProgress(err, console.filter(Console::isTerminal).isPresent());
  }

  @Override
  public void begin(String next, Duration about) {
    part = next;
    seconds = 0;
    secondsAbout = Math.max(1, about.toSeconds());
    if (onTerminal) {
      overwrite();
    } else {
      err.println(part);
      err.flush();
    }
  }

  @Override
  public void goesOn() {
    seconds++;
    if (onTerminal) {
      overwrite();
    }
  }

  /** Leaves nothing of it on a terminal. */
  void end() {
    if (onTerminal) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }

  private void overwrite() {
    err.print(CLEAR_LINE + part + " (" + seconds + " s of about " + secondsAbout + " s)");
    err.flush();
  }
}
