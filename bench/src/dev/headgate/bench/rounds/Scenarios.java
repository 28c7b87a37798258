package dev.headgate.bench.rounds;

import static dev.headgate.bench.proxies.Proxy.CADDY;
import static dev.headgate.bench.proxies.Proxy.HAPROXY;
import static dev.headgate.bench.proxies.Proxy.HEADGATE;
import static dev.headgate.bench.proxies.Proxy.NGINX;
import static dev.headgate.bench.proxies.Proxy.NONE;

import dev.headgate.bench.proxies.Proxy;
import java.util.List;
import java.util.stream.Stream;

/** All that is measured. */
final class Scenarios {
  /** Each stream is a client's connection and an upstream's; a process has some files besides. */
  private static final int OTHER_FILES = 200;

  private static final List<Contestant> ALL = plain(NGINX, HAPROXY, CADDY, HEADGATE);
  private static final boolean APART = true;
  private static final boolean SHARED = false;

  private Scenarios() {}

  static List<Scenario> all(int openFilesMax) {
    int most = Math.min(10_000, (openFilesMax - OTHER_FILES) / 2);
    return List.of(
        new Scenario(
            "events",
            Trial.EVENTS,
            APART,
            3,
            20,
            10,
            plain(NGINX, HAPROXY, CADDY, HEADGATE, NONE),
            List.of(Point.events(1000, 20))),
        new Scenario(
            "beside",
            Trial.BESIDE,
            APART,
            3,
            20,
            10,
            beside(),
            List.of(Point.events(1000, 20), Point.events(200, 100))),
        new Scenario(
            "gathered", Trial.EVENTS, APART, 3, 8, 8, gathered(), List.of(Point.events(200, 100))),
        new Scenario("ladder", Trial.EVENTS, SHARED, 1, 3, 4, ALL, ladder(most)),
        new Scenario(
            "requests", Trial.REQUESTS, APART, 3, 8, 8, requests(), List.of(Point.connections(64))),
        new Scenario("tls", Trial.EVENTS, APART, 3, 6, 6, tls(), List.of(Point.events(500, 20))),
        new Scenario(
            "memory",
            Trial.MEMORY,
            SHARED,
            1,
            0,
            3,
            ALL,
            List.of(Point.idle(2000), Point.idle(most))),
        new Scenario(
            "syscalls", Trial.SYSCALLS, APART, 1, 5, 5, ALL, List.of(Point.events(100, 20))));
  }

  private static List<Contestant> plain(Proxy... proxies) {
    return Stream.of(proxies).map(Contestant::of).toList();
  }

  /**
   * With all policies for streams on, as they are by default; as bytes of any kind; with limits.
   */
  private static List<Contestant> beside() {
    return List.of(
        Contestant.of(HEADGATE), Contestant.of(HEADGATE, "opaque").called("unwatched"), limited());
  }

  private static List<Contestant> requests() {
    return Stream.concat(ALL.stream(), Stream.of(limited())).toList();
  }

  /** A key that holds, and limits of requests, tokens and exchanges at once. */
  private static Contestant limited() {
    return Contestant.of(HEADGATE, "limited").called("limited");
  }

  private static List<Contestant> gathered() {
    return List.of(
        Contestant.of(NGINX),
        Contestant.of(HEADGATE).called("immediate"),
        Contestant.of(HEADGATE, "20ms").called("20 ms"),
        Contestant.of(HEADGATE, "50ms").called("50 ms"));
  }

  /** TLS towards the upstream; towards clients Headgate has none. */
  private static List<Contestant> tls() {
    return Stream.of(NGINX, HAPROXY, CADDY, HEADGATE)
        .map(proxy -> Contestant.of(proxy, "tls"))
        .toList();
  }

  private static List<Point> ladder(int most) {
    return List.of(
        Point.events(100, 20),
        Point.events(500, 20),
        Point.events(1000, 20),
        Point.events(2000, 10),
        Point.events(5000, 4),
        Point.events(most, 2));
  }
}
