package dev.headgate.bench.load;

import dev.headgate.bench.process.ProcessTree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The time in which is measured, after the warm-up: what the proxy and the load itself used. */
final class Window {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;

  private final Loop loop;
  private final @Nullable ProcessTree proxy;
  private final long beginNanos = System.nanoTime();
  private final long busyBefore;
  private final double cpuBefore;
  private double seconds;
  private double cpuSeconds;
  private double busySeconds;

  private Window(Loop loop, @Nullable ProcessTree proxy) {
    this.loop = loop;
    this.proxy = proxy;
    this.busyBefore = loop.busyNanos();
    this.cpuBefore = cpu();
  }

  static Window begin(Loop loop, LoadOptions options) {
    return new Window(loop, options.proxyPid() == 0 ? null : new ProcessTree(options.proxyPid()));
  }

  long beginNanos() {
    return beginNanos;
  }

  void end() {
    seconds = (System.nanoTime() - beginNanos) / NANOS_PER_SECOND;
    cpuSeconds = cpu() - cpuBefore;
    busySeconds = (loop.busyNanos() - busyBefore) / NANOS_PER_SECOND;
  }

  /** Puts what was used, for that many events or requests. */
  void putInto(Map<String, Double> measured, long count) {
    measured.put("per_s", count / seconds);
    if (proxy != null) {
      measured.put("proxy_cpu_us", cpuSeconds * MICROS_PER_SECOND / count);
      measured.put("proxy_cores", cpuSeconds / seconds);
    }
    measured.put("load_share", busySeconds / seconds);
  }

  private double cpu() {
    return proxy == null ? 0 : proxy.cpuSeconds();
  }
}
