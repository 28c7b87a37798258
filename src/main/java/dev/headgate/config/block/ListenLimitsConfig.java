package dev.headgate.config.block;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.value.ByteSize;
import dev.headgate.config.value.TimeLimit;
import java.time.Duration;

/**
 * {@code listen.limits}: what a client may ask of the listener before any route is known.
 *
 * @param head the largest request head: request line and header
 * @param target the longest request target
 * @param headers the most field lines of a head
 * @param headWithin from the first byte of a head to its last
 * @param bodyIdle how long no byte of a request's body may come
 * @param idle how long a connection may stand without a request
 * @param connections the most connections at once
 * @param connectionsPerAddress the most of them from one address, trusted proxies excepted
 * @param streamsPerConnection the most requests at once on one HTTP/2 connection
 */
public record ListenLimitsConfig(
    @Doc("The largest request head: request line and header.") @Bounds(min = "1KiB", max = "1MiB")
        ByteSize head,
    @Doc("The longest request target.") @Bounds(min = "256B", max = "64KiB") ByteSize target,
    @Doc("The most field lines of a request head.") @Bounds(min = "8", max = "1000") int headers,
    @Doc("From the first byte of a request head to its last.") @Bounds(min = "100ms", max = "10m")
        TimeLimit headWithin,
    @Doc("How long no byte of a request's body may come.") @Bounds(min = "100ms", max = "1h")
        TimeLimit bodyIdle,
    @Doc("How long a connection may stand without a request.") @Bounds(min = "100ms", max = "24h")
        TimeLimit idle,
    @Doc("The most connections at once; more wait in the kernel's queue.")
        @Bounds(min = "1", max = "1000000")
        int connections,
    @Doc("The most connections from one address at once, trusted proxies excepted.")
        @Bounds(min = "1", max = "1000000")
        int connectionsPerAddress,
    @Doc("The most requests at once on one HTTP/2 connection.") @Bounds(min = "1", max = "10000")
        int streamsPerConnection) {
  /** What nginx allows, where it has such a limit, and room for ten thousand streams. */
  public static final ListenLimitsConfig BUILT_IN =
      new ListenLimitsConfig(
          ByteSize.ofKib(16),
          ByteSize.ofKib(8),
          100,
          TimeLimit.of(Duration.ofSeconds(10)),
          TimeLimit.of(Duration.ofSeconds(30)),
          TimeLimit.of(Duration.ofSeconds(75)),
          32_768,
          16_384,
          256);
}
