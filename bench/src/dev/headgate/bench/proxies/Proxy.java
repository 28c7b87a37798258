package dev.headgate.bench.proxies;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A proxy of the comparison; its configuration is in bench/conf. */
public enum Proxy {
  NGINX(17001),
  HAPROXY(17002),
  CADDY(17003),
  HEADGATE(17004),

  /** No proxy at all: what the load itself adds to a delay. */
  NONE(Proxy.UPSTREAM_PORT);

  public static final int UPSTREAM_PORT = 17100;

  private final int port;

  Proxy(int port) {
    this.port = port;
  }

  /** Where clients connect. */
  public int port() {
    return port;
  }

  /** The name of the proxy in tables. */
  public String label() {
    return this == HEADGATE ? "Headgate" : name().toLowerCase(Locale.ROOT);
  }

  List<String> command(Surroundings surroundings, int cores) {
    String conf = surroundings.conf() + "/";
    return switch (this) {
      case NGINX -> nginx(conf, surroundings, cores);
      case HAPROXY -> List.of("haproxy", "-db", "-f", conf + "haproxy.cfg");
      case CADDY ->
          List.of("caddy", "run", "--adapter", "caddyfile", "--config", conf + "Caddyfile");
      case HEADGATE -> headgate(conf, surroundings);
      case NONE -> throw new IllegalStateException("nothing to start");
    };
  }

  Map<String, String> environment(Surroundings surroundings, int cores) {
    String work = surroundings.work().toString();
    return Map.of(
        "BENCH_CORES",
        Integer.toString(cores),
        "BENCH_WORK",
        work,
        "XDG_DATA_HOME",
        work,
        "XDG_CONFIG_HOME",
        work);
  }

  private static List<String> nginx(String conf, Surroundings surroundings, int cores) {
    String directives = "daemon off; worker_processes %d;".formatted(cores);
    return List.of(
        "nginx", "-p", surroundings.work() + "/", "-c", conf + "nginx.conf", "-g", directives);
  }

  private static List<String> headgate(String conf, Surroundings surroundings) {
    List<String> command = new ArrayList<>(List.of(surroundings.java()));
    command.addAll(surroundings.headgateOptions());
    command.add("-Djavax.net.ssl.trustStore=" + surroundings.work().resolve("trust.p12"));
    command.add("-Djavax.net.ssl.trustStorePassword=headgate");
    command.addAll(List.of("-jar", surroundings.jar(), "run", "-c", conf + "headgate.yaml"));
    return command;
  }
}
