package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.Keys;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.Copies;
import dev.headgate.config.value.Secret;
import java.util.Map;

/**
 * One of {@code keys}.
 *
 * @param name the caller's name in limits, logs and metrics; unique
 * @param sha256 the key's SHA-256, in 64 hexadecimal digits
 * @param labels what else is to be known of the caller
 */
public record KeyConfig(
    @Doc("The caller's name in limits, logs and metrics; unique.") @Text(TextRule.NAME) String name,
    @Doc("The key's SHA-256, in hexadecimal digits.") @Text(TextRule.SHA256) Secret sha256,
    @Doc("What else is to be known of the caller.") @Keys(TextRule.NAME) @Text(TextRule.NAME)
        Map<String, String> labels) {
  /** Copies the map. */
  public KeyConfig {
    labels = Copies.of(labels);
  }
}
