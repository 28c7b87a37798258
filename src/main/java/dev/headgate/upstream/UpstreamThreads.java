package dev.headgate.upstream;

import dev.headgate.client.HeldMemory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.XnioIoThread;

/** The {@link UpstreamThread} of each I/O thread. */
public final class UpstreamThreads {
  private final HeldMemory memory;
  private final Map<XnioIoThread, UpstreamThread> threads = new ConcurrentHashMap<>();

  /** Those of no thread yet, which count there what they hold. */
  public UpstreamThreads(HeldMemory memory) {
    this.memory = memory;
  }

  /** What belongs to that I/O thread. */
  public UpstreamThread of(XnioIoThread thread) {
    return threads.computeIfAbsent(thread, key -> new UpstreamThread(key, memory));
  }
}
