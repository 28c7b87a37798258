package dev.headgate.server;

import dev.headgate.admin.AdminHandler;
import dev.headgate.admin.Operations;
import dev.headgate.admin.ReloadResult;
import dev.headgate.admission.Admissions;
import dev.headgate.client.ClientTls;
import dev.headgate.client.HeldMemory;
import dev.headgate.client.Listener;
import dev.headgate.config.AdminConfig;
import dev.headgate.config.Cidr;
import dev.headgate.config.ConfigFile;
import dev.headgate.config.EffectiveConfig;
import dev.headgate.config.GatewayConfig;
import dev.headgate.config.HostPort;
import dev.headgate.config.ListenLimitsConfig;
import dev.headgate.config.TlsConfig;
import dev.headgate.demo.DemoUpstream;
import dev.headgate.exchange.Tracing;
import dev.headgate.proxy.LiveExchanges;
import dev.headgate.proxy.Proxy;
import dev.headgate.telemetry.Metrics;
import dev.headgate.upstream.TrustedRoots;
import dev.headgate.upstream.UpstreamThreads;
import dev.headgate.upstream.UpstreamTls;
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

  private final Surroundings surroundings;
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
    this.surroundings = surroundings;
    this.parts = parts;
    GatewayConfig config = first.config();
    Records records = new Records(parts, surroundings, metrics, config.tracing());
    ExecutorService blocking = parts.add(Executors.newFixedThreadPool(BLOCKING_THREADS, daemons()));
    XnioWorker worker = parts.add(IoThreads.start());
    HeldMemory memory = new HeldMemory(surroundings.heldBytesMax());
    drain = new Drain(live, surroundings.notices(), surroundings.time());
    TlsConfig tlsConfig = config.listen().tls();
    ClientTls tls =
        tlsConfig == null
            ? null
            : parts.add(
                new ClientTls(tlsConfig, buffers, surroundings.notices(), surroundings.time()));
    editions = editions(config, tls, blocking);
    editions.takeForce(first);
    reload = new Reload(file, editions, surroundings.notices(), metrics);
    records.show(live, memory);
    parts.add(live::stopAll);
    Proxy proxy =
        new Proxy(
            editions::rules,
            Tracing.of(config.tracing()),
            new UpstreamThreads(
                UpstreamTls.trusting(surroundings.trustedRoots(), buffers, blocking)),
            memory,
            drain::isRefusing,
            live,
            records.andThen(drain::add),
            surroundings.time());
    listener =
        parts.add(
            listen(
                config.listen().address(),
                tls,
                config.listen().limits(),
                () -> editions.rules().trustedProxies(),
                Handlers.httpContinueRead(proxy),
                worker));
    AdminConfig admin = config.admin();
    adminListener =
        admin == null
            ? null
            : parts.add(
                listen(
                    admin.address(),
                    null,
                    ListenLimitsConfig.BUILT_IN,
                    List::of,
                    Handlers.httpContinueRead(
                        new AdminHandler(
                            admin,
                            AdminEndpoints.of(
                                editions::config,
                                this,
                                live,
                                records.recent(),
                                metrics,
                                records.log()))),
                    worker));
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
    } catch (StartException e) {
      parts.close();
      throw e;
    }
  }

  private Editions editions(
      GatewayConfig config, @Nullable ClientTls tls, ExecutorService blocking) {
    KeysInForce keys = parts.add(new KeysInForce(surroundings.notices(), metrics));
    Stores stores = new Stores(parts, surroundings, metrics);
    Admissions admissions =
        parts.add(
            new Admissions(
                keys.current(),
                config.keyHeaders(),
                stores.counts(config.store()),
                TrustedRoots.trusting(surroundings.trustedRoots()),
                blocking,
                surroundings.time()));
    Demo demo = new Demo();
    return new Editions(
        new Upstreams(blocking, surroundings.time(), demo::address, config.keyHeaders()),
        admissions,
        keys,
        tls,
        metrics);
  }

  /** The demo upstream, which starts when an edition of the file asks for it first. */
  private final class Demo {
    private @Nullable InetSocketAddress address;

    InetSocketAddress address() {
      InetSocketAddress known = address;
      if (known == null) {
        known = parts.add(DemoUpstream.start(surroundings.notices())).address();
        address = known;
      }
      return known;
    }
  }

  private Listener listen(
      HostPort address,
      @Nullable ClientTls tls,
      ListenLimitsConfig limits,
      Supplier<List<Cidr>> trustedProxies,
      HttpHandler handler,
      XnioWorker worker)
      throws StartException {
    try {
      return Listener.open(
          new InetSocketAddress(address.host(), address.port()),
          tls,
          limits,
          trustedProxies,
          handler,
          worker,
          buffers);
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
    return EffectiveConfig.of(editions.config()).toJson().toPrettyString();
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
