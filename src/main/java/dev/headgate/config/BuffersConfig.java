package dev.headgate.config;

/**
 * {@code buffers}: how much is held for one stream.
 *
 * @param perStream the most bytes held for a client that reads slowly
 */
public record BuffersConfig(
    @Doc("The most bytes held for a client that reads slowly.") @Bounds(min = "4KiB", max = "64MiB")
        ByteSize perStream) {}
