package dev.headgate.server;

import dev.headgate.admin.AdminHandler;
import dev.headgate.admission.Admissions;
import dev.headgate.admission.Counts;
import dev.headgate.admission.LocalCounts;
import dev.headgate.client.ClientTls;
import dev.headgate.client.HeldMemory;
import dev.headgate.client.Listener;
import dev.headgate.config.AdminConfig;
import dev.headgate.config.GatewayConfig;
import dev.headgate.config.HostPort;
import dev.headgate.config.LimitConfig;
import dev.headgate.config.ListenConfig;
import dev.headgate.config.ListenLimitsConfig;
import dev.headgate.config.StoreConfig;
import dev.headgate.config.TlsConfig;
import dev.headgate.demo.DemoUpstream;
import dev.headgate.proxy.LiveExchanges;
import dev.headgate.proxy.Proxy;
import dev.headgate.route.Route;
import dev.headgate.route.RouteTable;
import dev.headgate.store.RedisCounts;
import dev.headgate.store.RedisStore;
import dev.headgate.telemetry.ExchangeLog;
import dev.headgate.telemetry.Metrics;
import dev.headgate.upstream.Upstream;
import dev.headgate.upstream.UpstreamThreads;
import dev.headgate.upstream.UpstreamTls;
import io.undertow.Handlers;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** A running gateway. */
public final class Gateway implements AutoCloseable {
  /** A TLS record with all that is around its 16 KiB must fit, or reading it never ends. */
  private static final int BUFFER_BYTES = 17 * 1024;

  private static final int POOLED_BUFFERS_MAX = 1024;
  private static final int POOLED_BUFFERS_PER_THREAD_MAX = 16;
  private static final int BLOCKING_THREADS = 8;
  private static final int STOP_SECONDS_MAX = 5;

  private final Surroundings surroundings;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final LiveExchanges live = new LiveExchanges();
  private final ByteBufferPool buffers =
      new DefaultByteBufferPool(
          true, BUFFER_BYTES, POOLED_BUFFERS_MAX, POOLED_BUFFERS_PER_THREAD_MAX);
  private @Nullable Listener listener;
  private @Nullable Listener adminListener;
  private volatile boolean ready;

  private Gateway(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Starts a gateway. It listens when this returns.
   *
   * @throws StartException if an address cannot be listened on; nothing is left running then
   */
  public static Gateway start(GatewayConfig config, Surroundings surroundings)
      throws StartException {
    Gateway gateway = new Gateway(surroundings);
    try {
      gateway.open(config);
    } catch (StartException e) {
      gateway.close();
      throw e;
    }
    return gateway;
  }

  /** Where clients connect. */
  public InetSocketAddress address() {
    return Objects.requireNonNull(listener).address();
  }

  /** Where operators connect; null if the configuration has no such listener. */
  public @Nullable InetSocketAddress adminAddress() {
    return adminListener == null ? null : adminListener.address();
  }

  /** How many exchanges are under way. */
  public int exchangesInFlight() {
    return live.count();
  }

  /**
   * Stops: no new connections, then an end to what is under way, then the last lines of the log.
   */
  @Override
  public void close() {
    ready = false;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        surroundings.notices().accept("while stopping: " + e);
      }
    }
  }

  private void open(GatewayConfig config) throws StartException {
    ExchangeLog log = part(ExchangeLog.to(surroundings.logSink()));
    ExecutorService blocking = part(Executors.newFixedThreadPool(BLOCKING_THREADS, daemons()));
    XnioWorker worker = part(worker());
    Metrics metrics = new Metrics();
    HeldMemory memory = new HeldMemory(surroundings.heldBytesMax());
    show(metrics, log, memory);
    RouteTable routes = routes(config, metrics, blocking);
    part(live::stopAll);
    Proxy proxy =
        new Proxy(
            routes,
            config.defaults().timeouts(),
            config.listen().trustedProxies(),
            new UpstreamThreads(
                UpstreamTls.trusting(surroundings.trustedRoots(), buffers, blocking)),
            memory,
            live,
            exchange -> {
              metrics.add(exchange);
              log.add(exchange);
            },
            surroundings.time());
    ListenConfig listen = config.listen();
    HttpHandler handler = Handlers.httpContinueRead(proxy);
    listener = part(listen(listen, handler, worker));
    AdminConfig admin = config.admin();
    if (admin != null) {
      AdminHandler adminHandler = new AdminHandler(() -> ready, metrics);
      adminListener =
          part(
              listen(
                  new ListenConfig(admin.address(), null, List.of(), ListenLimitsConfig.BUILT_IN),
                  adminHandler,
                  worker));
    }
    ready = true;
  }

  private Listener listen(ListenConfig config, HttpHandler handler, XnioWorker worker)
      throws StartException {
    HostPort address = config.address();
    TlsConfig tls = config.tls();
    try {
      return Listener.open(
          new InetSocketAddress(address.host(), address.port()),
          tls == null
              ? null
              : part(new ClientTls(tls, buffers, surroundings.notices(), surroundings.time())),
          config.limits(),
          config.trustedProxies(),
          handler,
          worker,
          buffers);
    } catch (IOException | RuntimeException e) {
      throw new StartException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  private RouteTable routes(GatewayConfig config, Metrics metrics, Executor blocking) {
    Map<String, Upstream> upstreams =
        new Upstreams(blocking, surroundings.time(), this::startDemo).of(config.upstreams());
    Admissions admissions =
        part(
            new Admissions(
                config.keys(),
                config.limits(),
                counts(config.store(), metrics),
                blocking,
                surroundings.time()));
    return new RouteTable(
        config.routes().stream()
            .map(route ->
                Route.of(
                    route,
                    Objects.requireNonNull(upstreams.get(route.to())),
                    admissions.of(route.auth(), route.limits(), route.mode().observesLimits()),
                    metrics.of(route.name())))
            .toList());
  }

  private BiFunction<String, LimitConfig, Counts> counts(
      @Nullable StoreConfig config, Metrics metrics) {
    BiFunction<String, LimitConfig, Counts> local =
        (name, limit) -> new LocalCounts(name, limit, surroundings.time());
    if (config == null) {
      return local;
    }
    RedisStore store = part(RedisStore.connectingTo(config, surroundings.notices()));
    metrics.gauge(
        "headgate_store_up",
        "Whether the store was asked the last time.",
        () -> store.isUp() ? 1 : 0);
    metrics.counter(
        "headgate_store_failures_total",
        "Commands that the store did not answer.",
        store::failures);
    return (name, limit) -> new RedisCounts(store, name, limit, local.apply(name, limit));
  }

  private void show(Metrics metrics, ExchangeLog log, HeldMemory memory) {
    metrics.gauge("headgate_exchanges_in_flight", "Exchanges that are under way.", live::count);
    metrics.gauge("headgate_held_bytes", "Memory that is held for clients.", memory::bytes);
    metrics.counter(
        "headgate_log_lines_dropped_total", "Log lines that could not be written.", log::dropped);
  }

  private InetSocketAddress startDemo() {
    return part(DemoUpstream.start(surroundings.notices())).address();
  }

  private static XnioWorker worker() throws StartException {
    int threads = Runtime.getRuntime().availableProcessors();
    try {
      return Xnio.getInstance()
          .createWorker(
              OptionMap.builder()
                  .set(Options.WORKER_NAME, "headgate")
                  .set(Options.WORKER_IO_THREADS, threads)
                  .set(Options.WORKER_TASK_CORE_THREADS, 1)
                  .set(Options.WORKER_TASK_MAX_THREADS, 1)
                  .set(Options.TCP_NODELAY, true)
                  .getMap());
    } catch (IOException e) {
      throw new StartException("cannot create the I/O threads: " + e.getMessage(), e);
    }
  }

  /** Name look-ups and handshakes that are still under way must not keep the process alive. */
  private static ThreadFactory daemons() {
    return Thread.ofPlatform().daemon().name("blocking-", 0).factory();
  }

  /** Keeps a part, to be stopped before those that it builds on. */
  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  private ExecutorService part(ExecutorService executor) {
    parts.push(executor::shutdownNow);
    return executor;
  }

  private XnioWorker part(XnioWorker worker) {
    parts.push(() -> {
      worker.shutdown();
      if (!worker.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        worker.shutdownNow();
      }
    });
    return worker;
  }
}
