package dev.headgate.config.view;

import java.util.List;

/** What a running gateway does not take up: the keys of what was opened at its start. */
public final class RestartKeys {
  private static final List<String> FRONTS =
      List.of("listen.address", "listen.limits", "admin", "store", "tracing", "key_headers");

  private RestartKeys() {}

  /** Whether a change at that path takes a restart; every other is applied by a reload. */
  public static boolean needsRestart(String path) {
    // Other certificates are shown at once; whether there is TLS at all is decided when it begins
    // to listen.
    return path.equals("listen.tls")
        || FRONTS.stream().anyMatch(front -> path.equals(front) || path.startsWith(front + "."));
  }
}
