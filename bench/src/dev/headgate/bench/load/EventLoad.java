package dev.headgate.bench.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Many streams with events at an even pace, whatever the proxy makes of it. */
final class EventLoad {
  private static final long DRAIN_NANOS_MAX = TimeUnit.SECONDS.toNanos(3);
  private static final double NANOS_PER_SECOND = 1e9;

  /** In one turn; what is read is stamped late by what a turn writes. */
  private static final int BURST_MAX = 64;

  private final LoadOptions options;
  private final Loop loop;
  private final Faults faults;
  private final Delays delays = new Delays();
  private final Streams streams;
  private long beginNanos;
  private long measuredFrom = Long.MAX_VALUE;
  private long measuredTo = Long.MAX_VALUE;

  EventLoad(LoadOptions options, Loop loop, Faults faults) {
    this.options = options;
    this.loop = loop;
    this.faults = faults;
    this.streams = new Streams(options, loop, this::arrived, faults);
  }

  Map<String, Double> run() throws IOException {
    streams.open();
    beginNanos = System.nanoTime();
    long end = beginNanos + options.warmUpNanos();
    turnUntil(end);
    Window window = Window.begin(loop, options);
    System.out.println(Load.MEASURING);
    measuredFrom = window.beginNanos();
    long sentBefore = streams.sent();
    turnUntil(measuredFrom + options.measureNanos());
    measuredTo = System.nanoTime();
    window.end();
    long sent = streams.sent() - sentBefore;
    drain();
    return measured(window, sent);
  }

  private void turnUntil(long end) throws IOException {
    while (System.nanoTime() < end) {
      loop.turn(this::sendDue);
    }
  }

  private boolean sendDue(long now) throws IOException {
    long due = (long) ((now - beginNanos) / NANOS_PER_SECOND * options.eventsPerSecond());
    int burst = (int) Math.min(BURST_MAX, due - streams.sent());
    for (int i = 0; i < burst; i++) {
      streams.send();
    }
    return burst > 0;
  }

  private void drain() throws IOException {
    long deadline = System.nanoTime() + DRAIN_NANOS_MAX;
    while (streams.received() < streams.sent() && System.nanoTime() < deadline) {
      loop.turn(_ -> false);
    }
  }

  private void arrived(long number, long sentNanos) {
    if (sentNanos >= measuredFrom && sentNanos < measuredTo) {
      delays.add(System.nanoTime() - sentNanos);
    }
  }

  private Map<String, Double> measured(Window window, long sent) {
    Map<String, Double> measured = new LinkedHashMap<>();
    window.putInto(measured, sent);
    delays.sort();
    measured.put("delay_p50_ms", delays.millisAt(0.5));
    measured.put("delay_p99_ms", delays.millisAt(0.99));
    measured.put("delay_p999_ms", delays.millisAt(0.999));
    measured.put("delay_max_ms", delays.millisAt(1));
    measured.put("events", (double) streams.sent());
    measured.put("lost", (double) (streams.sent() - streams.received()));
    measured.put("faults", (double) faults.count());
    return measured;
  }
}
