package dev.headgate.config.block;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.OrOne;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.ByteSize;
import dev.headgate.config.value.FlushWindow;
import dev.headgate.config.value.SizeLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code defaults}: every route starts from here and names only what differs.
 *
 * @param auth who may call; null where each route must say it itself
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
public record DefaultsConfig(
    @Doc("Who may call; without it, each route says it itself.") @Nullable AuthConfig auth,
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
  public DefaultsConfig {
    limits = List.copyOf(limits);
  }

  /** What holds where neither the file's defaults nor a route say anything. */
  public static final DefaultsConfig BUILT_IN =
      new DefaultsConfig(
          null,
          List.of(),
          TimeoutsConfig.BUILT_IN,
          HeartbeatConfig.BUILT_IN,
          OnDisconnectConfig.CANCEL,
          FlushWindow.IMMEDIATE,
          new BuffersConfig(ByteSize.ofKib(256), ByteSize.ofKib(1024)),
          SizeLimit.ofKib(10 * 1024),
          UsageConfig.UNCHANGED,
          new ModeConfig(Enforcement.ENFORCE, Enforcement.ENFORCE));
}
