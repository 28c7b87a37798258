package dev.headgate.bench.load;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the load is to do.
 *
 * @param kind events, requests or idle
 * @param proxyPid whose CPU time is measured; 0 for nobody's
 * @param besidePort of a proxy that carries every other stream; 0: of none
 * @param besidePid whose CPU time is measured beside that of the first
 * @param streams how many, or how many connections that ask
 * @param rate events per second of each stream
 * @param spinning whether the load has a core of its own
 * @param keyStore the upstream's certificate, if it speaks TLS
 */
record LoadOptions(
    String kind,
    int proxyPort,
    long proxyPid,
    int besidePort,
    long besidePid,
    int upstreamPort,
    String path,
    int streams,
    double rate,
    int warmUpSeconds,
    int measureSeconds,
    boolean spinning,
    @Nullable Path keyStore) {
  static final String HOST = "127.0.0.1";

  /** Reads {@code name=value}, in any order. */
  static LoadOptions of(String[] arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      values.put(parts[0], parts[1]);
    }
    String keyStore = values.get("key-store");
    return new LoadOptions(
        values.get("kind"),
        Integer.parseInt(values.get("proxy-port")),
        Long.parseLong(values.get("proxy-pid")),
        Integer.parseInt(values.get("beside-port")),
        Long.parseLong(values.get("beside-pid")),
        Integer.parseInt(values.get("upstream-port")),
        values.get("path"),
        Integer.parseInt(values.get("streams")),
        Double.parseDouble(values.get("rate")),
        Integer.parseInt(values.get("warm-up-s")),
        Integer.parseInt(values.get("measure-s")),
        Boolean.parseBoolean(values.get("spinning")),
        keyStore == null ? null : Path.of(keyStore));
  }

  boolean isBeside() {
    return besidePort > 0;
  }

  /** The proxy that carries that stream. */
  int portOf(int stream) {
    return isBeside() && stream % 2 == 1 ? besidePort : proxyPort;
  }

  double eventsPerSecond() {
    return rate * streams;
  }

  long warmUpNanos() {
    return TimeUnit.SECONDS.toNanos(warmUpSeconds);
  }

  long measureNanos() {
    return TimeUnit.SECONDS.toNanos(measureSeconds);
  }
}
