package dev.headgate.admin;

import java.util.List;

/** What an operator may ask of the running gateway. Any thread may ask but an I/O thread. */
public interface Operations {
  /** Whether the gateway wants traffic. Any thread may ask. */
  boolean isReady();

  /** What there is to say about the configuration in force, in a line each. Any thread may ask. */
  List<String> status();

  /** Names the configuration in force. Any thread may ask. */
  String version();

  /** The configuration in force as JSON, every default filled in and every secret masked. */
  String config();

  /**
   * Reads the file again, and puts it in force, all of it or nothing.
   *
   * @param dryRun only tells what would become of it
   */
  ReloadResult reload(boolean dryRun);

  /** Begins to drain, like SIGTERM; the process ends behind it. */
  void drain();
}
