package dev.headgate.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code auth.any}. Just one way is given; a bare word is {@code use}.
 *
 * @param use whoever has one of {@code keys}
 * @param keys the names of those that may
 * @param jwt whoever has a token of an issuer
 */
@ExactlyOne({"use", "keys", "jwt"})
@ShortForm("use")
public record AuthWayConfig(
    @Doc("keys: whoever has one of keys.") @Nullable AuthWayWord use,
    @Doc("Whoever has one of these of keys, by name.") @AtLeastOne @Text(TextRule.NAME)
        List<String> keys,
    @Doc("Whoever has a token that an issuer signed.") @Nullable JwtConfig jwt) {
  /** Copies the list. */
  public AuthWayConfig {
    keys = List.copyOf(keys);
  }
}
