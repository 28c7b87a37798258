package dev.headgate.admission;

import dev.headgate.config.block.JwtConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a token must say. */
final class TokenRules {
  /** No caller's name is longer, and no claim that limits can count by. */
  static final int VALUE_CHARS_MAX = 256;

  /** So many claims are remembered of a caller. */
  static final int CLAIMS_MAX = 50;

  private static final double MILLIS_PER_SECOND = 1000;

  private final JwtConfig config;

  TokenRules(JwtConfig config) {
    this.config = config;
  }

  /** Checks what a token says, signed or not. */
  void check(Token token, Instant now) throws RefusedTokenException {
    require(config.admits(token.algorithm()), "a token signed in a way that none may be");
    Map<String, Object> claims = token.claims();
    require(config.issuer().equals(claims.get("iss")), "a token of another issuer");
    require(isForOneOf(claims.get("aud")), "a token for another audience");
    checkTimes(claims, now);
    for (Map.Entry<String, String> wanted : config.claims().entrySet()) {
      require(
          says(claims.get(wanted.getKey()), wanted.getValue()),
          "a token without the claim " + wanted.getKey() + " as it must be");
    }
    require(nameOf(claims) != null, "a token without a name in sub");
  }

  private void checkTimes(Map<String, Object> claims, Instant now) throws RefusedTokenException {
    double at = now.toEpochMilli() / MILLIS_PER_SECOND;
    double skew = config.skew().toMillis() / MILLIS_PER_SECOND;
    if (!(claims.get("exp") instanceof Number end)) {
      throw new RefusedTokenException("a token without an end");
    }
    // What is no number, which JSON's reader lets in, is smaller than nothing.
    require(at < end.doubleValue() + skew, "a token that is over");
    if (claims.containsKey("nbf")) {
      boolean began = claims.get("nbf") instanceof Number begin && begin.doubleValue() - skew <= at;
      require(began, "a token that does not hold yet");
    }
  }

  private boolean isForOneOf(@Nullable Object aud) {
    return aud instanceof List<?> several
        ? several.stream().anyMatch(one -> one != null && config.audience().contains(one))
        : aud != null && config.audience().contains(aud);
  }

  private static boolean says(@Nullable Object claim, String wanted) {
    return claim instanceof List<?> several
        ? several.stream().anyMatch(one -> wanted.equals(text(one)))
        : wanted.equals(text(claim));
  }

  private static void require(boolean holds, String otherwise) throws RefusedTokenException {
    if (!holds) {
      throw new RefusedTokenException(otherwise);
    }
  }

  private static @Nullable String nameOf(Map<String, Object> claims) {
    return claims.get("sub") instanceof String name
            && !name.isEmpty()
            && name.length() <= VALUE_CHARS_MAX
        ? name
        : null;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : null;
  }

  /** Whose token it is. */
  Caller caller(Token token) {
    Map<String, String> remembered = new HashMap<>();
    token
        .claims()
        .forEach((name, value) -> {
          String text = text(value);
          boolean isShort =
              text != null && Math.max(name.length(), text.length()) <= VALUE_CHARS_MAX;
          if (isShort && remembered.size() < CLAIMS_MAX) {
            remembered.put(name, text);
          }
        });
    return new Caller(String.valueOf(nameOf(token.claims())), remembered);
  }

  /** How long a token may be believed without another look: to its end, or so long. */
  Instant believedUntil(Token token, Instant now, Duration atMost) {
    Instant latest = now.plus(atMost);
    return token.claims().get("exp") instanceof Number end
            && end.doubleValue() < latest.getEpochSecond()
        ? Instant.ofEpochSecond(end.longValue())
        : latest;
  }
}
