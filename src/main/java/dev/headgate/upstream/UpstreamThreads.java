package dev.headgate.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.XnioIoThread;

/** The {@link UpstreamThread} of each I/O thread. */
public final class UpstreamThreads {
  private final Map<XnioIoThread, UpstreamThread> threads = new ConcurrentHashMap<>();

  /** Those of no thread yet. */
  public UpstreamThreads() {}

  /** What belongs to that I/O thread. */
  public UpstreamThread of(XnioIoThread thread) {
    return threads.computeIfAbsent(thread, UpstreamThread::new);
  }
}
