package dev.headgate.config.block;

/** {@code store.on_store_failure}: what holds while the store cannot be asked. */
public enum StoreFailure {
  /** Each replica counts for itself. */
  LOCAL,
  /** Nothing is limited. */
  OPEN,
  /** Nobody is let in. */
  CLOSED
}
