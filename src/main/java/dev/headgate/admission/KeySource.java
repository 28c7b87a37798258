package dev.headgate.admission;

import org.jspecify.annotations.Nullable;

/** Where the keys of an issuer come from. */
interface KeySource {
  /** Hears of the keys once, on a thread that may take its time. */
  interface Listener {
    /** These are the keys. */
    void found(IssuerKeys keys);

    /** There are none, and none can be had; why is for the log. */
    void missing(String why);
  }

  /**
   * Finds the keys, if they can be had those among which the wanted one is; tells it at once or
   * later. To be called on a thread that may take its time.
   *
   * @param id the wanted one's; null where any may do
   */
  void find(@Nullable String id, Listener listener);
}
