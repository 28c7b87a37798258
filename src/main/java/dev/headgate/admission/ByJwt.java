package dev.headgate.admission;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headgate.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Whoever has a token that an issuer signed (RFC 6750 §2.1, RFC 7519). */
final class ByJwt implements Authentication {
  /** No token is longer; nothing longer is read. */
  static final int TOKEN_CHARS_MAX = 16 * 1024;

  /** So many tokens that hold are remembered. */
  static final int REMEMBERED_MAX = 10_000;

  /** So many tokens are looked at, or wait for it. */
  static final int UNDER_WAY_MAX = 10_000;

  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

  private final TokenRules rules;
  private final KeySource source;
  private final Executor worker;
  private final TimeSource time;
  private final AtomicInteger underWay = new AtomicInteger();

  /** By a token's hash. */
  private final Cache<String, Believed> remembered;

  private record Believed(Caller caller, Instant until) {}

  /**
   * Whoever has a token that keeps those rules.
   *
   * @param worker runs what takes long
   */
  ByJwt(TokenRules rules, KeySource source, Executor worker, TimeSource time) {
    this.rules = rules;
    this.source = source;
    this.worker = worker;
    this.time = time;
    this.remembered = Caches.of(REMEMBERED_MAX, time).expireAfterWrite(REMEMBERED_FOR).build();
  }

  @Override
  public void identify(Credentials credentials, Consumer<Identity> then) {
    String token = credentials.bearer();
    if (token == null || token.isEmpty()) {
      then.accept(new Identity.Unknown("no token"));
      return;
    }
    if (token.length() > TOKEN_CHARS_MAX) {
      then.accept(new Identity.Unknown("a token longer than any"));
      return;
    }
    String hash = Sha256.hex(token);
    Believed believed = remembered.getIfPresent(hash);
    if (believed != null && time.instant().isBefore(believed.until())) {
      then.accept(new Identity.Known(believed.caller()));
      return;
    }
    hand(token, hash, then);
  }

  private void hand(String token, String hash, Consumer<Identity> then) {
    Consumer<Identity> told =
        identity -> {
          underWay.decrementAndGet();
          then.accept(identity);
        };
    if (underWay.incrementAndGet() > UNDER_WAY_MAX) {
      told.accept(new Identity.Unavailable("too many tokens to look at"));
      return;
    }
    try {
      worker.execute(() -> check(token, hash, told));
    } catch (RejectedExecutionException _) {
      told.accept(new Identity.Unavailable("the gateway is stopping"));
    }
  }

  private void check(String text, String hash, Consumer<Identity> then) {
    Token token;
    try {
      token = Token.parse(text);
      rules.check(token, time.instant());
    } catch (RefusedTokenException e) {
      then.accept(new Identity.Unknown(String.valueOf(e.getMessage())));
      return;
    } catch (RuntimeException e) {
      // Whoever is never answered counts as under way for good.
      then.accept(new Identity.Unknown("a token that cannot be read: " + e.getClass().getName()));
      return;
    }
    source.find(
        token.keyId(),
        new KeySource.Listener() {
          @Override
          public void found(IssuerKeys keys) {
            then.accept(verified(token, hash, keys));
          }

          @Override
          public void missing(String why) {
            then.accept(new Identity.Unavailable(why));
          }
        });
  }

  private Identity verified(Token token, String hash, IssuerKeys keys) {
    try {
      token.checkSignature(keys);
    } catch (RefusedTokenException e) {
      return new Identity.Unknown(String.valueOf(e.getMessage()));
    }
    Caller caller = rules.caller(token);
    Instant until = rules.believedUntil(token, time.instant(), REMEMBERED_FOR);
    remembered.put(hash, new Believed(caller, until));
    return new Identity.Known(caller);
  }

  @Override
  public String challenge() {
    return "Bearer realm=\"headgate\"";
  }
}
