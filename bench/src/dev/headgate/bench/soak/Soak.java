package dev.headgate.bench.soak;

import dev.headgate.bench.proxies.Proxy;
import dev.headgate.bench.proxies.RunningProxy;
import dev.headgate.bench.proxies.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Churns streams through Headgate, and fails if anything is left over. */
public final class Soak {
  private static final int STREAMS = 100_000;

  /** Until all code is compiled and all pools have what they will keep. */
  private static final int WARM_UP_STREAMS = 20_000;

  /** Longer than any connection is kept idle, and than Undertow remembers one that was cut. */
  private static final int QUIET_SECONDS_MAX = 120;

  private static final int POLL_MILLIS = 200;
  private static final int LOOK_SECONDS = 5;
  private static final long SHOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A heap that never grows: then more resident memory is a leak outside of it. */
  private static final List<String> FIXED_HEAP =
      List.of("-Xms192m", "-Xmx192m", "-XX:+AlwaysPreTouch");

  private final RunningProxy gateway;
  private final SoakUpstream upstream;
  private final Complaints complaints;
  private final String jcmd;
  private final Map<Ending, Integer> played = new EnumMap<>(Ending.class);
  private long quietSeconds;

  private Soak(RunningProxy gateway, SoakUpstream upstream, Complaints complaints, String jcmd) {
    this.gateway = gateway;
    this.upstream = upstream;
    this.complaints = complaints;
    this.jcmd = jcmd;
  }

  /** Argument: the file for the result. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Surroundings surroundings = Surroundings.fromEnvironment().withHeadgateOptions(FIXED_HEAP);
    Path log = surroundings.work().resolve("soak.log");
    String jcmd = Path.of(surroundings.java()).resolveSibling("jcmd").toString();
    Complaints complaints = new Complaints();
    String result;
    try (SoakUpstream upstream = SoakUpstream.listen(Proxy.UPSTREAM_PORT, complaints);
        RunningProxy gateway =
            RunningProxy.start(
                Proxy.HEADGATE,
                surroundings,
                List.of(0, 1),
                ProcessBuilder.Redirect.to(log.toFile()))) {
      result = new Soak(gateway, upstream, complaints, jcmd).run(log);
    }
    Files.writeString(Path.of(arguments[0]), result);
    System.out.print(result);
    System.exit(complaints.count() == 0 ? 0 : 1);
  }

  private String run(Path log) throws IOException, InterruptedException {
    churn(WARM_UP_STREAMS);
    Footprint before = footprintOnceQuiet();
    long begin = System.nanoTime();
    Footprint atWork = churn(STREAMS);
    long seconds = secondsSince(begin);
    Leftovers leftovers = new Leftovers(before, atWork, footprintOnceQuiet());
    leftovers.complain(complaints);
    LogCheck logged = new LogCheck(complaints);
    logged.read(log, played);
    return "%s%n%s%n%,d streams in %d s, after %,d to warm up; quiet %d s later: %s%n%s"
        .formatted(
            leftovers.table(),
            logged.table(),
            STREAMS,
            seconds,
            WARM_UP_STREAMS,
            quietSeconds,
            complaints.count() == 0 ? "passed" : complaints.count() + " complaints",
            String.join("", complaints.kept().stream().map(kept -> kept + "\n").toList()));
  }

  /** Plays that many, and tells what the gateway held in the middle of it. */
  private Footprint churn(int count) throws IOException, InterruptedException {
    List<Ending> endings = Ending.mixed(count);
    endings.forEach(ending -> played.merge(ending, 1, Integer::sum));
    Churn churn = new Churn(endings, Proxy.HEADGATE.port(), complaints);
    List<Thread> threads = churn.start();
    awaitBegun(churn, count / 2);
    Footprint atWork = footprint();
    awaitBegun(churn, count);
    for (Thread thread : threads) {
      thread.join();
    }
    return atWork;
  }

  private void awaitBegun(Churn churn, int count) throws InterruptedException {
    long shown = System.nanoTime();
    while (churn.begun() < count && gateway.isAlive()) {
      Thread.sleep(POLL_MILLIS);
      if (System.nanoTime() - shown > SHOW_NANOS) {
        shown = System.nanoTime();
        System.out.printf("soak: %,d, %d complaints%n", churn.begun(), complaints.count());
      }
    }
  }

  private Footprint footprintOnceQuiet() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Footprint footprint = footprint();
    while (!footprint.isQuiet() && secondsSince(begin) < QUIET_SECONDS_MAX) {
      TimeUnit.SECONDS.sleep(LOOK_SECONDS);
      footprint = footprint();
    }
    quietSeconds = secondsSince(begin);
    System.out.printf("soak: quiet after %d s%n", quietSeconds);
    return footprint;
  }

  private static long secondsSince(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
  }

  private Footprint footprint() throws IOException {
    return Footprint.of(gateway.tree(), jcmd, upstream.open());
  }
}
