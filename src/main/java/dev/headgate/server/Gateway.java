package dev.headgate.server;

import dev.headgate.admin.AdminHandler;
import dev.headgate.admin.Endpoint;
import dev.headgate.admin.Operations;
import dev.headgate.admin.ReloadResult;
import dev.headgate.client.ClientTls;
import dev.headgate.client.HeldMemory;
import dev.headgate.client.Listener;
import dev.headgate.config.ConfigFile;
import dev.headgate.config.block.AdminConfig;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.ListenLimitsConfig;
import dev.headgate.config.block.TlsConfig;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.view.EffectiveConfig;
import dev.headgate.exchange.Tracing;
import dev.headgate.proxy.LiveExchanges;
import dev.headgate.proxy.Proxy;
import dev.headgate.telemetry.Metrics;
import dev.headgate.upstream.UpstreamThreads;
import io.undertow.Handlers;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioWorker;

/** A running gateway. */
public final class Gateway implements AutoCloseable, Operations {
  private static final int BLOCKING_THREADS = 8;

  private final Parts parts;
  private final LiveExchanges live = new LiveExchanges();
  private final Metrics metrics = new Metrics();
  private final ByteBufferPool buffers = IoThreads.buffers();
  private final Drain drain;
  private final Editions editions;
  private final Reload reload;
  private final Listener listener;
  private final @Nullable Listener adminListener;
  private volatile boolean serving = true;

  private Gateway(
      ConfigFile.Valid first, Supplier<ConfigFile> file, Surroundings surroundings, Parts parts)
      throws StartException {
    this.parts = parts;
    GatewayConfig config = first.config();
    Records records = new Records(parts, surroundings, metrics, config.tracing(), first.proxies());
    ExecutorService blocking = parts.add(Executors.newFixedThreadPool(BLOCKING_THREADS, daemons()));
    XnioWorker worker = parts.add(IoThreads.start());
    HeldMemory memory = new HeldMemory(surroundings.heldBytesMax());
    ClientTls tls = clientTls(config.listen().tls());
    drain = new Drain(live, surroundings);
    editions = Editions.of(first, tls, buffers, blocking, parts, surroundings, metrics);
    editions.takeForce(first);
    reload = new Reload(file, editions, surroundings.notices(), metrics);
    records.show(live, memory);
    parts.add(live::stopAll);
    Proxy proxy =
        new Proxy(
            editions::rules,
            Tracing.of(config.tracing()),
            new UpstreamThreads(memory),
            memory,
            drain::isRefusing,
            live,
            records.andThen(drain::add),
            surroundings.time());
    listener =
        listen(config.listen().address(), tls, config.listen().limits(), editions, proxy, worker);
    adminListener = listenForOperators(config.admin(), records, worker);
  }

  private @Nullable ClientTls clientTls(@Nullable TlsConfig config) {
    return config == null ? null : parts.add(new ClientTls(config, buffers));
  }

  private @Nullable Listener listenForOperators(
      @Nullable AdminConfig config, Records records, XnioWorker worker) throws StartException {
    if (config == null) {
      return null;
    }
    List<Endpoint> endpoints =
        AdminEndpoints.of(editions::config, this, live, records.recent(), metrics, records.log());
    return listen(
        config.address(),
        null,
        ListenLimitsConfig.BUILT_IN,
        editions,
        new AdminHandler(config, endpoints),
        worker);
  }

  /**
   * Starts a gateway. It listens when this returns.
   *
   * @param first the configuration that it starts with
   * @param file reads the configuration again
   * @throws StartException if an address cannot be listened on; nothing is left running then
   */
  public static Gateway start(
      ConfigFile.Valid first, Supplier<ConfigFile> file, Surroundings surroundings)
      throws StartException {
    Parts parts = new Parts(surroundings.notices());
    try {
      return new Gateway(first, file, surroundings, parts);
    } catch (StartException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private Listener listen(
      HostPort address,
      @Nullable ClientTls tls,
      ListenLimitsConfig limits,
      Editions editions,
      HttpHandler handler,
      XnioWorker worker)
      throws StartException {
    try {
      return parts.add(
          Listener.open(
              new InetSocketAddress(address.host(), address.port()),
              tls,
              limits,
              () -> editions.rules().trustedProxies(),
              Handlers.httpContinueRead(handler),
              worker,
              buffers));
    } catch (IOException | RuntimeException e) {
      throw new StartException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  /** Where clients connect. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** Where operators connect; null if the configuration has no such listener. */
  public @Nullable InetSocketAddress adminAddress() {
    return adminListener == null ? null : adminListener.address();
  }

  /** How many exchanges are under way. */
  public int exchangesInFlight() {
    return live.count();
  }

  @Override
  public boolean isReady() {
    return serving && !drain.hasBegun();
  }

  @Override
  public String version() {
    return editions.version();
  }

  @Override
  public List<String> status() {
    List<String> lines = new ArrayList<>();
    lines.add("config: version " + editions.version());
    reload.waiting().forEach(change -> lines.add("needs a restart: " + change));
    reload.lastProblems().forEach(problem -> lines.add("last reload refused: " + problem));
    return lines;
  }

  @Override
  public String config() {
    return EffectiveConfig.of(editions.config()).toText();
  }

  @Override
  public ReloadResult reload(boolean dryRun) {
    return reload.run(dryRun);
  }

  /**
   * Begins to drain: not ready first, then no new requests, then an end to what is left. Called
   * again, it ends at once what is under way.
   */
  @Override
  public void drain() {
    drain.begin(editions.config().listen().drain(), listener);
  }

  /** Completes when a drain is over; then {@link #close()} loses nothing. */
  public CompletableFuture<Void> drained() {
    return drain.over();
  }

  /**
   * Stops: no new connections, then an end to what is under way, then the last lines of the log.
   */
  @Override
  public void close() {
    serving = false;
    parts.close();
  }

  /** Name look-ups and handshakes that are still under way must not keep the process alive. */
  private static ThreadFactory daemons() {
    return Thread.ofPlatform().daemon().name("blocking-", 0).factory();
  }
}
