package dev.headgate.config.block;

import dev.headgate.config.binding.AtLeastOne;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.ExactlyOne;
import dev.headgate.config.binding.IfAbsent;
import dev.headgate.config.binding.Keys;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.Copies;
import dev.headgate.config.value.DialectName;
import dev.headgate.config.value.Secret;
import dev.headgate.config.value.UpstreamUrl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code upstreams}. Just one of {@code url} and {@code urls} is given.
 *
 * @param url the only target
 * @param urls several targets, balanced by fewest streams in flight
 * @param dialect how its streams are shaped
 * @param protocol which HTTP is spoken with it
 * @param tls how TLS is spoken with it; null: as with any server
 * @param sendHeaders fields set on every request, such as the provider's key
 */
@ExactlyOne({"url", "urls"})
public record UpstreamConfig(
    @Doc("The only target.") @Nullable UpstreamUrl url,
    @Doc("Several targets, balanced by fewest streams in flight.") @AtLeastOne
        List<UpstreamUrl> urls,
    @Doc("How its streams are shaped; auto: found out from the path and the first events.")
        @IfAbsent("auto")
        DialectName dialect,
    @Doc(
            "Which HTTP is spoken with it; auto: with TLS what it chooses by ALPN, HTTP/2 first, else"
                + " HTTP/1.1.")
        @IfAbsent("http1")
        UpstreamProtocol protocol,
    @Doc("How TLS is spoken with it, where its URL is https.") @Nullable UpstreamTlsConfig tls,
    @Doc("Headers set on every request, such as the provider's key.")
        @Keys(TextRule.HEADER_NAME)
        @Text(TextRule.HEADER_VALUE)
        Map<String, Secret> sendHeaders) {
  /** Copies the list and the map. */
  public UpstreamConfig {
    urls = List.copyOf(urls);
    sendHeaders = Copies.of(sendHeaders);
  }

  /** Every target, in the file's order. */
  public List<UpstreamUrl> targets() {
    return url == null ? urls : List.of(url);
  }
}
