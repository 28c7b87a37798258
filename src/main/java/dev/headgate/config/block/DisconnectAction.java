package dev.headgate.config.block;

/** What is done at once when a client leaves. */
public enum DisconnectAction {
  /** The upstream's work is ended. */
  CANCEL
}
