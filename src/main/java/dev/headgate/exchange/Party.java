package dev.headgate.exchange;

import java.util.Locale;

/** Who ended an exchange. */
public enum Party {
  CLIENT,
  UPSTREAM,
  GATEWAY;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The party's name in logs and metrics. */
  public String word() {
    return word;
  }
}
