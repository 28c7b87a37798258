package dev.headgate.config;

import java.util.List;
import java.util.Map;

/**
 * {@code request_headers} and {@code response_headers} of a route.
 *
 * @param set fields that replace what stands there, by name
 * @param remove names of fields to drop
 */
public record HeaderEditsConfig(Map<String, Secret> set, List<String> remove) {
  /** No edits. */
  public static final HeaderEditsConfig NONE = new HeaderEditsConfig(Map.of(), List.of());
}
