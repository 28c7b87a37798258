package dev.headgate.config.block;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.value.TimeLimit;
import java.time.Duration;

/**
 * {@code timeouts}: how long each part of an exchange may take.
 *
 * @param connect until the upstream's connection stands, TLS included
 * @param headers from the request sent until the upstream's status line
 * @param firstToken from the request sent until the first content of a stream
 * @param stall how long the upstream may send nothing at all within its response
 * @param stallContent how long a stream may bring bytes, but no content
 * @param clientWrite how long the client may leave what we hold for it undrained
 * @param maxDuration the whole exchange
 */
public record TimeoutsConfig(
    @Doc("Until the upstream's connection stands, TLS included.") @Bounds(min = "1ms", max = "24h")
        TimeLimit connect,
    @Doc("From the request sent until the upstream's status line.")
        @Bounds(min = "1ms", max = "24h")
        TimeLimit headers,
    @Doc("From the request sent until the first content of a stream: no ping, no role.")
        @Bounds(min = "1ms", max = "24h")
        TimeLimit firstToken,
    @Doc("How long the upstream may send nothing at all within its response.")
        @Bounds(min = "1ms", max = "24h")
        TimeLimit stall,
    @Doc("How long a stream may bring bytes, such as pings, but no content.")
        @Bounds(min = "1ms", max = "24h")
        TimeLimit stallContent,
    @Doc("How long the client may leave what is held for it undrained.")
        @Bounds(min = "1ms", max = "24h")
        TimeLimit clientWrite,
    @Doc("The whole exchange.") @Bounds(min = "1ms", max = "24h") TimeLimit maxDuration) {
  /** Three seconds to connect, three minutes to answer, two of silence, half an hour in all. */
  public static final TimeoutsConfig BUILT_IN =
      new TimeoutsConfig(
          TimeLimit.of(Duration.ofSeconds(3)),
          TimeLimit.of(Duration.ofSeconds(180)),
          TimeLimit.of(Duration.ofSeconds(180)),
          TimeLimit.of(Duration.ofSeconds(120)),
          TimeLimit.OFF,
          TimeLimit.of(Duration.ofSeconds(30)),
          TimeLimit.of(Duration.ofMinutes(30)));
}
