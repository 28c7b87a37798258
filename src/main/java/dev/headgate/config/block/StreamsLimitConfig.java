package dev.headgate.config.block;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.KeyName;
import dev.headgate.config.binding.ShortForm;
import dev.headgate.config.value.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * {@code limits.NAME.streams}: how many exchanges a caller may have at once. A bare number is
 * {@code at_once}.
 *
 * @param atOnce how many
 * @param patience {@code wait}: how long one more waits for its turn; null: not at all
 */
@ShortForm("at_once")
public record StreamsLimitConfig(
    @Doc("How many at once.") @Bounds(min = "1", max = "100000") int atOnce,
    @Doc("How long one more waits for its turn; without it, not at all.")
        @Bounds(min = "100ms", max = "10m")
        @KeyName("wait")
        @Nullable TimeSpan patience) {}
