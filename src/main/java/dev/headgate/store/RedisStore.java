package dev.headgate.store;

import dev.headgate.config.block.StoreConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Redis that is never waited for: what cannot be asked at once fails, and whether
 * there is a connection is seen to in the background.
 */
public final class RedisStore implements AutoCloseable {
  /** How many commands are under way at most. */
  static final int COMMANDS_MAX = 10_000;

  /** How long a command may take; then the file says what holds. */
  static final Duration COMMAND_MAX = Duration.ofMillis(250);

  private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
  private static final long RETRY_MILLIS = 500;
  private static final int IO_THREADS = 2;

  private final StoreConfig config;
  private final Consumer<String> notices;
  private final ClientResources resources =
      ClientResources.builder()
          .ioThreadPoolSize(IO_THREADS)
          .computationThreadPoolSize(IO_THREADS)
          .build();
  private final RedisClient client;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("store").factory());
  private final AtomicBoolean up = new AtomicBoolean(true);
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable StatefulRedisConnection<String, String> connection;

  /** Whether the last command had no answer: a connection may be lost without a word. */
  private volatile boolean silent;

  private RedisStore(StoreConfig config, Consumer<String> notices) {
    this.config = config;
    this.notices = notices;
    this.client = RedisClient.create(resources, uri(config));
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(COMMANDS_MAX)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_MAX).build())
            .timeoutOptions(TimeoutOptions.enabled(COMMAND_MAX))
            .build());
  }

  /**
   * The store of that block, which is connected to, if it answers in time, and again in the
   * background as often as it must be.
   *
   * @param notices hears when it is gone, and when it is back
   */
  public static RedisStore connectingTo(StoreConfig config, Consumer<String> notices) {
    RedisStore store = new RedisStore(config, notices);
    store.connect();
    store.repeat(store::connect, RETRY_MILLIS);
    return store;
  }

  private static RedisURI uri(StoreConfig config) {
    RedisURI uri = RedisURI.create(config.url().reveal());
    uri.setTimeout(COMMAND_MAX);
    return uri;
  }

  private void connect() {
    StatefulRedisConnection<String, String> current = connection;
    boolean isOpen = current != null && current.isOpen();
    if (isOpen && !silent) {
      return;
    }
    try {
      connection = client.connect(StringCodec.UTF8);
      silent = false;
      if (current != null && isOpen) {
        current.close();
      }
      tellUp();
    } catch (RuntimeException e) {
      tellDown(e);
    }
  }

  /** Whether the last command was answered. */
  public boolean isUp() {
    return up.get();
  }

  /** How many commands were not answered. */
  public long failures() {
    return failures.get();
  }

  /** Does that over and over, with such pauses. */
  void repeat(Runnable task, long pauseMillis) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                // Or it would never run again.
                tellDown(e);
              }
            },
            pauseMillis,
            pauseMillis,
            TimeUnit.MILLISECONDS);
  }

  /** What holds where it cannot be asked. */
  StoreConfig config() {
    return config;
  }

  /** Runs a script; what it returns is heard, or why it did not. */
  void run(
      Script script,
      String key,
      List<String> arguments,
      BiConsumer<@Nullable List<Long>, @Nullable Throwable> then) {
    var _ =
        send(script, key, arguments)
            .whenComplete((answer, failure) -> {
              if (failure == null) {
                silent = false;
                tellUp();
              } else {
                failed(failure);
              }
              then.accept(answer, failure);
            });
  }

  private void failed(Throwable failure) {
    Throwable cause = failure.getCause();
    silent = cause instanceof RedisCommandTimeoutException;
    failures.incrementAndGet();
    tellDown(cause == null ? failure : cause);
  }

  private CompletableFuture<List<Long>> send(Script script, String key, List<String> arguments) {
    StatefulRedisConnection<String, String> current = connection;
    if (current == null || !current.isOpen()) {
      return CompletableFuture.failedFuture(new IllegalStateException("not connected"));
    }
    String[] keys = {key};
    String[] values = arguments.toArray(String[]::new);
    RedisAsyncCommands<String, String> redis = current.async();
    try {
      return redis
          .<List<Long>>evalsha(script.digest(), ScriptOutputType.MULTI, keys, values)
          .toCompletableFuture()
          .exceptionallyCompose(failure ->
              failure instanceof RedisNoScriptException
                  ? redis.<List<Long>>eval(script.text(), ScriptOutputType.MULTI, keys, values)
                  : CompletableFuture.failedFuture(failure));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Takes a lease back. */
  void forget(String key, String lease) {
    StatefulRedisConnection<String, String> current = connection;
    if (current != null && current.isOpen()) {
      var _ = current.async().zrem(key, lease);
    }
  }

  private void tellUp() {
    if (up.compareAndSet(false, true)) {
      notices.accept("the store is back: limits are shared again");
    }
  }

  private void tellDown(Throwable why) {
    if (up.compareAndSet(true, false)) {
      notices.accept(
          "the store cannot be asked ("
              + why.getMessage()
              + "); on_store_failure is "
              + config.onStoreFailure().name().toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    client.shutdown(Duration.ZERO, CONNECT_MAX);
    var _ = resources.shutdown(0, CONNECT_MAX.toMillis(), TimeUnit.MILLISECONDS);
  }
}
