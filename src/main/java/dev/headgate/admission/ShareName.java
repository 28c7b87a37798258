package dev.headgate.admission;

/** Names the shares of callers that name themselves, in a bounded number of characters. */
final class ShareName {
  private static final int CHARS_MAX = 64;

  private ShareName() {}

  /** The name of whoever calls itself that. */
  static String of(String told) {
    return told.length() <= CHARS_MAX ? told : Sha256.hex(told);
  }
}
