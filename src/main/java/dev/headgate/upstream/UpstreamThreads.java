package dev.headgate.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.XnioIoThread;

/** The {@link UpstreamThread} of each I/O thread. */
public final class UpstreamThreads {
  private final UpstreamTls tls;
  private final Map<XnioIoThread, UpstreamThread> threads = new ConcurrentHashMap<>();

  /** Connections that use that TLS where a target wants it. */
  public UpstreamThreads(UpstreamTls tls) {
    this.tls = tls;
  }

  /** What belongs to that I/O thread. */
  public UpstreamThread of(XnioIoThread thread) {
    return threads.computeIfAbsent(thread, key -> new UpstreamThread(key, tls));
  }
}
