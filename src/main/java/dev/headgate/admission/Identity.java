package dev.headgate.admission;

/** What authentication found out. */
public sealed interface Identity {
  /** Who calls. */
  record Known(Caller caller) implements Identity {}

  /**
   * Nobody knows: there are no credentials, or they do not hold.
   *
   * @param detail for the log; never a secret
   */
  record Unknown(String detail) implements Identity {}

  /**
   * It is known who calls, and that it may not.
   *
   * @param detail for the log
   */
  record Forbidden(Caller caller, String detail) implements Identity {}
}
