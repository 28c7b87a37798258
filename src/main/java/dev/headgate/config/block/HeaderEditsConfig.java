package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.Keys;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.Copies;
import dev.headgate.config.value.Secret;
import java.util.List;
import java.util.Map;

/**
 * {@code request_headers} and {@code response_headers} of a route.
 *
 * @param set fields that replace what stands there, by name
 * @param remove names of fields to drop
 */
public record HeaderEditsConfig(
    @Doc("Headers that replace what stands there, by name.")
        @Keys(TextRule.HEADER_NAME)
        @Text(TextRule.HEADER_VALUE)
        Map<String, Secret> set,
    @Doc("Names of headers to drop.") @Text(TextRule.HEADER_NAME) List<String> remove) {
  /** No edits. */
  public static final HeaderEditsConfig NONE = new HeaderEditsConfig(Map.of(), List.of());

  /** Copies the map and the list. */
  public HeaderEditsConfig {
    set = Copies.of(set);
    remove = List.copyOf(remove);
  }
}
