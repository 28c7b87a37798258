package dev.headgate.client;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections the process may have open before it runs out of file descriptors. */
final class OpenFiles {
  /** For what is still to be opened: selectors, health checks and idle upstream connections. */
  private static final int RESERVED = 128;

  private static final int CONNECTIONS_MIN = 16;

  private OpenFiles() {}

  /**
   * As many of those connections as there are descriptors for. A client's connection brings one to
   * an upstream: where accepting stops in time, the streams that run are not starved.
   */
  static int atMost(int connections) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? atMost(
            connections, system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount())
        : connections;
  }

  static int atMost(int connections, long descriptors) {
    return Math.toIntExact(
        Math.min(connections, Math.max(CONNECTIONS_MIN, (descriptors - RESERVED) / 2)));
  }
}
