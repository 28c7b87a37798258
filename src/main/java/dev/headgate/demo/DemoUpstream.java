package dev.headgate.demo;

import io.undertow.Handlers;
import io.undertow.Undertow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.xnio.Options;
import org.xnio.XnioWorker;

/**
 * The upstream behind {@code url: builtin:demo}: an HTTP/1.1 server on a loopback port that plays
 * recorded provider streams, and stops as soon as their reader leaves.
 */
public final class DemoUpstream implements AutoCloseable {
  private final Undertow server;
  private final Stage stage;

  private DemoUpstream(Undertow server, Stage stage) {
    this.server = server;
    this.stage = stage;
  }

  /**
   * Starts a demo upstream at a lifelike pace.
   *
   * @param log takes a line for each stream that ends, on the thread that played it
   */
  public static DemoUpstream start(Consumer<String> log) {
    return start(log, Pace.LIFELIKE);
  }

  /** Starts a demo upstream at that pace. */
  public static DemoUpstream start(Consumer<String> log, Pace pace) {
    Stage stage = new Stage(pace, log);
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, InetAddress.getLoopbackAddress().getHostAddress())
            .setIoThreads(1)
            .setWorkerThreads(1)
            .setWorkerOption(Options.WORKER_NAME, "demo")
            // A gateway that fails to start must not be kept alive by its demo.
            .setWorkerOption(Options.THREAD_DAEMON, true)
            .setHandler(Handlers.httpContinueRead(new DemoHandler(stage)))
            .build();
    server.start();
    return new DemoUpstream(server, stage);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
  }

  /** Stops, and cuts the streams that are still played. */
  @Override
  public void close() {
    XnioWorker worker = server.getWorker();
    if (worker != null) {
      CompletableFuture.runAsync(stage::close, worker.getIoThread()).join();
      server.stop();
    }
  }
}
