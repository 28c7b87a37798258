package dev.headgate.config;

/**
 * {@code buffers}: how much is held for one stream.
 *
 * @param perStream the most bytes held for a client that reads slowly
 */
public record BuffersConfig(ByteSize perStream) {}
