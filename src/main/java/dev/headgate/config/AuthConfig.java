package dev.headgate.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code auth}: who may call. Just one way is given; a bare word is {@code use}.
 *
 * @param use everyone, or whoever has one of {@code keys}
 * @param keys the names of those that may
 */
@ExactlyOne({"use", "keys"})
@ShortForm("use")
public record AuthConfig(
    @Doc("none: everyone; keys: whoever has one of keys.") @Nullable AuthWord use,
    @Doc("Whoever has one of these of keys, by name.") @AtLeastOne @Text(TextRule.NAME)
        List<String> keys) {
  /** Everyone: a choice that one can see. */
  public static final AuthConfig NONE = new AuthConfig(AuthWord.NONE, List.of());

  /** Copies the list. */
  public AuthConfig {
    keys = List.copyOf(keys);
  }
}
