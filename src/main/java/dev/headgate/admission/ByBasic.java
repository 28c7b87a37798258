package dev.headgate.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headgate.time.TimeSource;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whoever has a user's password (RFC 7617). */
final class ByBasic implements Authentication {
  /** No credentials are longer; nothing longer is decoded. */
  static final int CREDENTIALS_CHARS_MAX = 1024;

  /** How many passwords that held are remembered. */
  static final int HELD_MAX = 10_000;

  /** How long. */
  static final Duration HELD_FOR = Duration.ofSeconds(60);

  private final Passwords passwords;
  private final Failures failures;
  private final Executor verifying;

  /** Who called, by the hash of user and password. */
  private final Cache<String, Identity.Known> held;

  /**
   * Whoever has one of those passwords.
   *
   * @param verifying where they are verified; refuses where too many wait
   */
  ByBasic(Passwords passwords, Failures failures, Executor verifying, TimeSource time) {
    this.passwords = passwords;
    this.failures = failures;
    this.verifying = verifying;
    this.held = Caches.of(HELD_MAX, time).expireAfterWrite(HELD_FOR).build();
  }

  /** A user, and what is to be its password. */
  private static final class Claim {
    private final String user;
    private final byte[] password;

    Claim(String user, byte[] password) {
      this.user = user;
      this.password = password;
    }
  }

  @Override
  public void identify(Credentials credentials, Consumer<Identity> then) {
    String sent = credentials.basic();
    if (sent == null) {
      then.accept(new Identity.Unknown("no user and password"));
      return;
    }
    if (sent.length() > CREDENTIALS_CHARS_MAX) {
      then.accept(new Identity.Unknown("a user and password longer than any"));
      return;
    }
    Claim claim = claimOf(sent);
    if (claim == null) {
      then.accept(new Identity.Unknown("a malformed user and password"));
      return;
    }
    String key = HexFormat.of().formatHex(passwords.salted(sent.getBytes(UTF_8)));
    String address = Admission.address(credentials.address());
    Identity atOnce = atOnce(key, address);
    if (atOnce == null) {
      queue(claim, key, address, then);
    } else {
      then.accept(atOnce);
    }
  }

  /** What is known without a look at a hash; null where nothing is. */
  private @Nullable Identity atOnce(String key, String address) {
    Identity known = held.getIfPresent(key);
    if (known == null && failures.waitNanos(address) > 0) {
      return new Identity.Unknown("no password is verified");
    }
    return known;
  }

  private void queue(Claim claim, String key, String address, Consumer<Identity> then) {
    try {
      verifying.execute(() -> {
        // Of those that came together the first may have told.
        Identity atOnce = atOnce(key, address);
        then.accept(atOnce == null ? verified(claim, key) : atOnce);
      });
    } catch (RejectedExecutionException _) {
      then.accept(new Identity.Unavailable("too many passwords wait to be verified"));
    }
  }

  private Identity verified(Claim claim, String key) {
    try {
      if (!passwords.verify(claim.user, claim.password)) {
        return new Identity.Unknown("an unknown user or password");
      }
    } catch (RuntimeException e) {
      return new Identity.Unavailable("a hash cannot be verified: " + e.getClass().getName());
    }
    Identity.Known known = new Identity.Known(new Caller(claim.user, Map.of()));
    held.put(key, known);
    return known;
  }

  private static @Nullable Claim claimOf(String sent) {
    try {
      byte[] pair = Base64.getDecoder().decode(sent);
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(pair)).toString();
      int colon = text.indexOf(':');
      return colon < 0 || text.chars().anyMatch(Character::isISOControl)
          ? null
          : new Claim(text.substring(0, colon), text.substring(colon + 1).getBytes(UTF_8));
    } catch (IllegalArgumentException | CharacterCodingException _) {
      return null;
    }
  }

  @Override
  public String challenge() {
    return "Basic realm=\"headgate\", charset=\"UTF-8\"";
  }
}
