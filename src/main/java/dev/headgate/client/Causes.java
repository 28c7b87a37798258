package dev.headgate.client;

/** Why something failed, in words. */
public final class Causes {
  private Causes() {}

  /**
   * What a failure says of itself, and its last cause, which tells most: the alert that a peer sent
   * in the clear, or the date on which a certificate expired.
   */
  public static String words(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String reason = String.valueOf(failure.getMessage());
    String most = String.valueOf(last.getMessage());
    return reason.contains(most) ? reason : reason + ": " + most;
  }
}
