package dev.headgate.config.block;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.OrOne;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.FlushWindow;
import dev.headgate.config.value.SizeLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code routes}. What it does not name is taken from {@link DefaultsConfig}, key by key.
 *
 * @param name the route's name in logs; unique
 * @param match which requests it takes
 * @param to the name of an upstream
 * @param auth who may call; never implied
 * @param cors which pages in browsers may read its answers; null: the upstream says it
 * @param path how the forwarded path differs from the client's; null: not at all
 * @param requestHeaders edits of the header that the upstream gets
 * @param responseHeaders edits of the header that the client gets
 * @param limits the names of the limits that hold
 * @param timeouts how long each part of an exchange may take
 * @param heartbeat what keeps a quiet stream alive
 * @param onDisconnect what becomes of the upstream's work when the client leaves
 * @param flush how long arriving events are gathered before they are written
 * @param buffers how much is held for one stream
 * @param bodyMax the largest request body that is held; off: streamed instead
 * @param usage how the tokens of a stream are made known
 * @param mode whether limits are kept, or only watched
 */
public record RouteConfig(
    @Doc("The route's name in logs; unique.") @Text(TextRule.NAME) String name,
    @Doc("Which requests the route takes; a bare text is the path.") MatchConfig match,
    @Doc("The name of an upstream.") @Text(TextRule.NAME) String to,
    @Doc("Who may call; never implied.") AuthConfig auth,
    @Doc("Which pages in browsers may read the answers.") @Nullable CorsConfig cors,
    @Doc("How the forwarded path differs from the client's.") @Nullable PathConfig path,
    @Doc("Edits of the headers that the upstream gets.") HeaderEditsConfig requestHeaders,
    @Doc("Edits of the headers that the client gets.") HeaderEditsConfig responseHeaders,
    @Doc("The names of the limits that hold, one or a list.") @OrOne @Text(TextRule.NAME)
        List<String> limits,
    @Doc("How long each part of an exchange may take.") TimeoutsConfig timeouts,
    @Doc("What keeps a quiet stream alive; a bare duration is every.") HeartbeatConfig heartbeat,
    @Doc("What becomes of the upstream's work when the client leaves.")
        OnDisconnectConfig onDisconnect,
    @Doc("How long arriving events are gathered before they are written.")
        @Bounds(min = "1ms", max = "1s")
        FlushWindow flush,
    @Doc("How much is held for one stream.") BuffersConfig buffers,
    @Doc("The largest request body that is held; off: streamed instead.")
        @Bounds(min = "1B", max = "1GiB")
        SizeLimit bodyMax,
    @Doc("How the tokens of a stream are made known.") UsageConfig usage,
    @Doc("Whether limits are kept, or only watched.") ModeConfig mode) {
  /** Copies the list. */
  public RouteConfig {
    limits = List.copyOf(limits);
  }
}
