package dev.headgate.config.block;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.ExactlyOne;
import dev.headgate.config.binding.ShortForm;
import dev.headgate.config.value.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * {@code on_disconnect}: what becomes of the upstream's work when the client leaves. Just one is
 * given; a bare word is the action.
 *
 * @param action what is done at once
 * @param grace how long the upstream is still read, and then cancelled
 * @param drain how long the upstream is read to its end, to know its usage
 */
@ExactlyOne({"action", "grace", "drain"})
@ShortForm("action")
public record OnDisconnectConfig(
    @Doc("cancel: the upstream's work is ended at once.") @Nullable DisconnectAction action,
    @Doc("How long the upstream is still read and counted, and then cancelled.")
        @Bounds(min = "100ms", max = "10m")
        @Nullable TimeSpan grace,
    @Doc("How long the upstream is read to its end, to know its usage, and then cancelled.")
        @Bounds(min = "100ms", max = "30m")
        @Nullable TimeSpan drain) {
  /** The upstream's work is ended at once. */
  public static final OnDisconnectConfig CANCEL =
      new OnDisconnectConfig(DisconnectAction.CANCEL, null, null);

  /** How long the upstream is still read; 0: not at all. */
  public long readOnNanos() {
    TimeSpan span = grace == null ? drain : grace;
    return span == null ? 0 : span.nanos();
  }
}
