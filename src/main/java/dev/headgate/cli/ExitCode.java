package dev.headgate.cli;

/** What the process ends with. */
final class ExitCode {
  /** All is well. */
  static final int OK = 0;

  /** The configuration is invalid, the gateway could not start, or doctor found a problem. */
  static final int INVALID = 1;

  /** The command line is wrong; picocli's own code for it. */
  static final int USAGE = 2;

  /** Memory ran out; the Java runtime's own code for it. */
  static final int OUT_OF_MEMORY = 3;

  /** Doctor found no stream to look at. */
  static final int NO_STREAM = 4;

  private ExitCode() {}
}
