package dev.headgate.bench.load;

import java.io.IOException;
import java.util.Map;

/** Streams that have carried one event each and then stay silent, until standard input ends. */
final class IdleLoad {
  private final LoadOptions options;
  private final Loop loop;
  private final Faults faults;

  IdleLoad(LoadOptions options, Loop loop, Faults faults) {
    this.options = options;
    this.loop = loop;
    this.faults = faults;
  }

  Map<String, Double> run() throws IOException {
    Streams streams = new Streams(options, loop, (_, _) -> {}, faults);
    streams.open();
    while (streams.received() < options.streams()) {
      loop.turn(_ -> sendOne(streams));
    }
    System.out.println(Load.MEASURING);
    while (System.in.read() >= 0) {
      // Whoever waits for the silence says when it was long enough.
    }
    return Map.of("streams", (double) options.streams(), "faults", (double) faults.count());
  }

  private boolean sendOne(Streams streams) throws IOException {
    boolean due = streams.sent() < options.streams();
    if (due) {
      streams.send();
    }
    return due;
  }
}
