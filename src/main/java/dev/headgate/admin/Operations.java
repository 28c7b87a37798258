package dev.headgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What an operator may ask of the running gateway. Any thread may ask but an I/O thread. */
public interface Operations {
  /** Whether the gateway wants traffic. Any thread may ask. */
  boolean isReady();

  /** What there is to say about the configuration in force, in a line each. Any thread may ask. */
  List<String> status();

  /** The configuration in force, with every default filled in and every secret masked. */
  JsonNode config();

  /**
   * Reads the file again, and puts it in force, all of it or nothing.
   *
   * @param dryRun only tells what would become of it
   */
  ReloadResult reload(boolean dryRun);

  /** Begins to drain, like SIGTERM; the process ends behind it. */
  void drain();
}
