package dev.headgate.exchange;

/** Who ended an exchange. */
public enum Party {
  CLIENT,
  UPSTREAM,
  GATEWAY
}
