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
  private final @Nullable ProcessTree beside;
  private final long beginNanos = System.nanoTime();
  private final long busyBefore;
  private final double cpuBefore;
  private final double besideBefore;
  private double seconds;
  private double cpuSeconds;
  private double besideSeconds;
  private double busySeconds;

  private Window(Loop loop, @Nullable ProcessTree proxy, @Nullable ProcessTree beside) {
    this.loop = loop;
    this.proxy = proxy;
    this.beside = beside;
    this.busyBefore = loop.busyNanos();
    this.cpuBefore = cpu(proxy);
    this.besideBefore = cpu(beside);
  }

  static Window begin(Loop loop, LoadOptions options) {
    return new Window(loop, tree(options.proxyPid()), tree(options.besidePid()));
  }

  private static @Nullable ProcessTree tree(long pid) {
    return pid == 0 ? null : new ProcessTree(pid);
  }

  long beginNanos() {
    return beginNanos;
  }

  void end() {
    seconds = (System.nanoTime() - beginNanos) / NANOS_PER_SECOND;
    cpuSeconds = cpu(proxy) - cpuBefore;
    besideSeconds = cpu(beside) - besideBefore;
    busySeconds = (loop.busyNanos() - busyBefore) / NANOS_PER_SECOND;
  }

  /** Puts what was used, for that many events or requests; of two proxies each had its half. */
  void putInto(Map<String, Double> measured, long count) {
    measured.put("per_s", count / seconds);
    double each = beside == null ? count : count / 2.0;
    if (beside != null) {
      measured.put("beside_cpu_us", besideSeconds * MICROS_PER_SECOND / each);
      measured.put("beside_ratio", cpuSeconds / besideSeconds);
    }
    if (proxy != null) {
      measured.put("proxy_cpu_us", cpuSeconds * MICROS_PER_SECOND / each);
      measured.put("proxy_cores", cpuSeconds / seconds);
    }
    measured.put("load_share", busySeconds / seconds);
  }

  private static double cpu(@Nullable ProcessTree tree) {
    return tree == null ? 0 : tree.cpuSeconds();
  }
}
