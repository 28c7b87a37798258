package dev.headgate.proxy;

/** A request that goes no further than the phase that throws this. */
final class RefusedException extends Exception {
  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.detail(), null, false, false);
    this.refusal = refusal;
  }

  /** Why. */
  Refusal refusal() {
    return refusal;
  }
}
