package dev.headgate.bench.soak;

import dev.headgate.bench.process.ProcessTree;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a gateway holds: the numbers of its parts that are alive, and what they take. */
record Footprint(
    long openFiles,
    long upstreamConnections,
    long exchanges,
    long clientConnections,
    long directBuffers,
    long heapKib,
    long residentKib) {
  private static final String EXCHANGE = "dev.headgate.proxy.ProxyExchange";
  private static final String CLIENT = "io.undertow.server.protocol.http.HttpServerConnection";
  private static final String BUFFER = "java.nio.DirectByteBuffer";
  private static final String TOTAL = "Total";
  private static final int BYTES_PER_KIB = 1024;

  /**
   * Takes it.
   *
   * @param upstreamConnections as the upstream counts them
   */
  static Footprint of(ProcessTree gateway, String jcmd, long upstreamConnections)
      throws IOException {
    // Each count begins with a collection; what the first one frees lets go of buffers by the next.
    histogram(gateway, jcmd);
    Map<String, long[]> alive = histogram(gateway, jcmd);
    return new Footprint(
        gateway.openFiles(),
        upstreamConnections,
        count(alive, EXCHANGE),
        count(alive, CLIENT),
        count(alive, BUFFER),
        alive.getOrDefault(TOTAL, new long[2])[1] / BYTES_PER_KIB,
        gateway.residentKib());
  }

  /** Whether nothing is under way or remembered. */
  boolean isQuiet() {
    return upstreamConnections == 0 && exchanges == 0 && clientConnections == 0;
  }

  private static long count(Map<String, long[]> alive, String type) {
    return alive.getOrDefault(type, new long[2])[0];
  }

  /** Instances and bytes of each class that is alive after a collection. */
  private static Map<String, long[]> histogram(ProcessTree gateway, String jcmd)
      throws IOException {
    String pid = gateway.pids().getFirst().toString();
    Process process = new ProcessBuilder(List.of(jcmd, pid, "GC.class_histogram")).start();
    Map<String, long[]> alive = new LinkedHashMap<>();
    for (String line : process.inputReader().lines().toList()) {
      String[] columns = line.strip().split("\\s+");
      if (columns[0].equals(TOTAL)) {
        alive.put(TOTAL, new long[] {Long.parseLong(columns[1]), Long.parseLong(columns[2])});
      } else if (columns.length >= 4 && columns[0].matches("\\d+:")) {
        alive.put(columns[3], new long[] {Long.parseLong(columns[1]), Long.parseLong(columns[2])});
      }
    }
    return alive;
  }
}
