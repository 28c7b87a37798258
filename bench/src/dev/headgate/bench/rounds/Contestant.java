package dev.headgate.bench.rounds;

import dev.headgate.bench.proxies.Proxy;

/**
 * A proxy, and the path that chooses one of its routes.
 *
 * @param name of the proxy, with what sets the route apart
 */
record Contestant(String name, Proxy proxy, String path) {
  static Contestant of(Proxy proxy) {
    return new Contestant(proxy.label(), proxy, "/stream");
  }

  /** The proxy on the route below that folder of bench/conf/headgate.yaml and the others. */
  static Contestant of(Proxy proxy, String folder) {
    return new Contestant(proxy.label(), proxy, "/" + folder + "/stream");
  }

  Contestant called(String suffix) {
    return new Contestant(name + " " + suffix, proxy, path);
  }

  boolean wantsTls() {
    return path.startsWith("/tls/");
  }
}
