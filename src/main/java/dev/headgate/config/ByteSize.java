package dev.headgate.config;

/**
 * A number of bytes.
 *
 * @param bytes at least one
 */
public record ByteSize(long bytes) {}
