package dev.headgate.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headgate.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer shows on the web. They are fetched when they are first wanted, again in
 * the background once they are old, and again when one is wanted that is not among them. While the
 * issuer is down those that it showed last hold.
 */
final class FetchedKeys implements KeySource {
  /** So many wait for a fetch at most. */
  static final int WAITING_MAX = 10_000;

  /** How old keys may be before others are fetched. */
  static final Duration OLD_AFTER = Duration.ofMinutes(5);

  /** A key that is not there is not asked for more often, nor keys that are old. */
  static final Duration REFETCH_EVERY = Duration.ofSeconds(30);

  /** How long an issuer is left alone that did not even tell its first keys. */
  static final Duration RETRY_EVERY = Duration.ofSeconds(1);

  private final String url;
  private final WebClient web;
  private final Executor worker;
  private final TimeSource time;
  private final Object lock = new Object();
  private final List<Listener> waiting = new ArrayList<>();
  private final Pause untilOld;
  private final Pause untilAhead;
  private final Pause untilRefetch;
  private final Pause untilRetry;
  private @Nullable IssuerKeys keys;
  private String failure = "";
  private boolean fetching;

  /** A while in which something is not done again. */
  private final class Pause {
    private final long nanos;
    private long began;
    private boolean begun;

    Pause(Duration duration) {
      nanos = duration.toNanos();
    }

    void begin() {
      began = time.nanos();
      begun = true;
    }

    boolean isOver() {
      return !begun || time.nanos() - began >= nanos;
    }
  }

  /**
   * The keys at that URL.
   *
   * @param worker calls those that waited for a fetch
   */
  FetchedKeys(String url, WebClient web, Executor worker, TimeSource time) {
    this.url = url;
    this.web = web;
    this.worker = worker;
    this.time = time;
    this.untilOld = new Pause(OLD_AFTER);
    this.untilAhead = new Pause(REFETCH_EVERY);
    this.untilRefetch = new Pause(REFETCH_EVERY);
    this.untilRetry = new Pause(RETRY_EVERY);
  }

  @Override
  public void find(@Nullable String id, Listener listener) {
    boolean begins;
    Runnable answer;
    synchronized (lock) {
      boolean began = fetching;
      answer = decide(id, listener);
      begins = fetching && !began;
    }
    // Not within the lock: a client that is closed answers at once.
    if (begins) {
      fetch();
    }
    answer.run();
  }

  /** Sets {@link #fetching} where a fetch is to begin. */
  private Runnable decide(@Nullable String id, Listener listener) {
    IssuerKeys known = keys;
    if (known != null && (id == null || known.has(id))) {
      if (!fetching && untilOld.isOver() && untilAhead.isOver()) {
        fetching = true;
        untilAhead.begin();
      }
      return () -> listener.found(known);
    }
    Pause pause = known == null ? untilRetry : untilRefetch;
    if (!fetching && !pause.isOver()) {
      String why = failure;
      return known == null ? () -> listener.missing(why) : () -> listener.found(known);
    }
    if (waiting.size() >= WAITING_MAX) {
      return () -> listener.missing("too many wait for the issuer's keys");
    }
    if (!fetching) {
      fetching = true;
      if (known != null) {
        untilRefetch.begin();
      }
    }
    waiting.add(listener);
    return () -> {};
  }

  private void fetch() {
    web.fetch(
        url,
        new WebClient.Listener() {
          @Override
          public void fetched(byte[] body) {
            IssuerKeys told = IssuerKeys.parse(new String(body, UTF_8));
            if (told.isEmpty()) {
              failed("it answered without a key that can be used");
            } else {
              ended(told, "");
            }
          }

          @Override
          public void failed(String why) {
            ended(null, "the issuer's keys cannot be fetched: " + why);
          }
        });
  }

  private void ended(@Nullable IssuerKeys told, String why) {
    List<Listener> waited;
    IssuerKeys known;
    synchronized (lock) {
      fetching = false;
      if (told != null) {
        keys = told;
        untilOld.begin();
      } else {
        failure = why;
        untilRetry.begin();
      }
      known = keys;
      waited = List.copyOf(waiting);
      waiting.clear();
    }
    waited.forEach(listener -> tell(listener, known, why));
  }

  private void tell(Listener listener, @Nullable IssuerKeys known, String why) {
    try {
      worker.execute(() -> {
        if (known == null) {
          listener.missing(why);
        } else {
          listener.found(known);
        }
      });
    } catch (RejectedExecutionException _) {
      listener.missing("the gateway is stopping");
    }
  }
}
