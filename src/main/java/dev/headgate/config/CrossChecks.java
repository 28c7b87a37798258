package dev.headgate.config;

/** What holds between the blocks of the file. */
final class CrossChecks {
  private CrossChecks() {}

  static void run(Bindings bindings, Problems problems) {}
}
