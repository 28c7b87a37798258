package dev.headgate.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code upstreams}. Just one of {@code url} and {@code urls} is given.
 *
 * @param url the only target
 * @param urls several targets, balanced by fewest streams in flight
 * @param sendHeaders fields set on every request, such as the provider's key
 */
public record UpstreamConfig(
    @Nullable UpstreamUrl url, List<UpstreamUrl> urls, Map<String, Secret> sendHeaders) {
  /** Every target, in the file's order. */
  public List<UpstreamUrl> targets() {
    return url == null ? urls : List.of(url);
  }
}
