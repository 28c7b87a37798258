package dev.headgate.upstream;

import dev.headgate.time.TimeSource;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The addresses behind one host name. Looking them up blocks, so it happens on an executor, never
 * on an I/O thread; concurrent callers share one look-up.
 *
 * <p>What was found is used for {@link #FRESH_NANOS}; after that the name is looked up again. Where
 * that fails, the last addresses go on serving: a resolver's hiccup is no reason to refuse a call.
 */
public final class TargetAddresses {
  /** How long a look-up's result is used. */
  static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  /** Looks a name up, blocking. */
  @FunctionalInterface
  public interface Resolver {
    /** Every address of a host. */
    InetAddress[] lookUp(String host) throws UnknownHostException;
  }

  private final String host;
  private final Resolver resolver;
  private final Executor executor;
  private final TimeSource time;
  private @Nullable CompletableFuture<List<InetAddress>> lookup;
  private List<InetAddress> found = List.of();
  private long foundAtNanos;

  /** The addresses of that host. */
  public TargetAddresses(String host, Resolver resolver, Executor executor, TimeSource time) {
    this.host = host;
    this.resolver = resolver;
    this.executor = executor;
    this.time = time;
  }

  /** The addresses, at least one, now or soon; fails where the name was never found. */
  synchronized CompletableFuture<List<InetAddress>> get() {
    if (!found.isEmpty() && time.nanos() - foundAtNanos < FRESH_NANOS) {
      return CompletableFuture.completedFuture(found);
    }
    CompletableFuture<List<InetAddress>> running = lookup;
    if (running == null) {
      running = CompletableFuture.supplyAsync(this::lookUp, executor);
      lookup = running;
      var _ = running.whenComplete((_, _) -> lookedUp());
    }
    return running;
  }

  private List<InetAddress> lookUp() {
    try {
      List<InetAddress> addresses = List.of(resolver.lookUp(host));
      keep(addresses);
      return addresses;
    } catch (UnknownHostException e) {
      return last(e);
    }
  }

  private synchronized void keep(List<InetAddress> addresses) {
    found = addresses;
    foundAtNanos = time.nanos();
  }

  private synchronized List<InetAddress> last(UnknownHostException failure) {
    if (found.isEmpty()) {
      throw new UncheckedIOException(failure);
    }
    return found;
  }

  private synchronized void lookedUp() {
    lookup = null;
  }
}
