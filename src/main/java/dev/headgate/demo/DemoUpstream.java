package dev.headgate.demo;

import dev.headgate.client.Listener;
import dev.headgate.config.block.ListenLimitsConfig;
import dev.headgate.time.TimeSource;
import io.undertow.Handlers;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The upstream behind {@code url: builtin:demo}: an HTTP/1.1 server on a loopback port that plays
 * recorded provider streams, and stops as soon as their reader leaves. It is doctor's far end, too.
 */
public final class DemoUpstream implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final Listener listener;
  private final XnioWorker worker;
  private final Stage stage;
  private final FarEnd farEnd;

  private DemoUpstream(Listener listener, XnioWorker worker, Stage stage, FarEnd farEnd) {
    this.listener = listener;
    this.worker = worker;
    this.stage = stage;
    this.farEnd = farEnd;
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
    try {
      return open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), log, pace);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the demo upstream", e);
    }
  }

  /**
   * Starts a demo upstream at that address, for doctor to be its near end.
   *
   * @throws IOException if it cannot be listened on
   */
  public static DemoUpstream open(InetSocketAddress address, Consumer<String> log)
      throws IOException {
    return open(address, log, Pace.LIFELIKE);
  }

  private static DemoUpstream open(InetSocketAddress address, Consumer<String> log, Pace pace)
      throws IOException {
    Stage stage = new Stage(pace, log);
    FarEnd farEnd = new FarEnd(TimeSource.SYSTEM, log);
    XnioWorker worker = Xnio.getInstance().createWorker(threads());
    try {
      Listener listener =
          Listener.open(
              address,
              null,
              ListenLimitsConfig.BUILT_IN,
              List::of,
              Handlers.httpContinueRead(new DemoHandler(stage, farEnd)),
              worker,
              new DefaultByteBufferPool(true, BUFFER_BYTES));
      return new DemoUpstream(listener, worker, stage, farEnd);
    } catch (IOException e) {
      worker.shutdown();
      throw e;
    }
  }

  private static OptionMap threads() {
    return OptionMap.builder()
        .set(Options.WORKER_NAME, "demo")
        .set(Options.WORKER_IO_THREADS, 1)
        .set(Options.WORKER_TASK_CORE_THREADS, 1)
        .set(Options.WORKER_TASK_MAX_THREADS, 1)
        // A gateway that fails to start must not be kept alive by its demo.
        .set(Options.THREAD_DAEMON, true)
        .getMap();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** Stops, and cuts the streams that are still played. */
  @Override
  public void close() {
    if (!worker.isShutdown()) {
      CompletableFuture.runAsync(stage::close, worker.getIoThread()).join();
      CompletableFuture.runAsync(farEnd::close, worker.getIoThread()).join();
      listener.close();
      worker.shutdown();
    }
  }
}
