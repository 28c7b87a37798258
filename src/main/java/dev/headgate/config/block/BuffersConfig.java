package dev.headgate.config.block;

import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.value.ByteSize;

/**
 * {@code buffers}: how much is held for one stream.
 *
 * @param perStream the most bytes held for a client that reads slowly, and of a streamed request
 *     body for an upstream that does
 * @param maxEvent the most bytes of one event that are held back until it is whole
 */
public record BuffersConfig(
    @Doc(
            "The most bytes held for a client that reads slowly, and of a streamed request body for"
                + " an upstream that does.")
        @Bounds(min = "4KiB", max = "64MiB")
        ByteSize perStream,
    @Doc(
            "The most bytes of one event that are held back until it is whole; a longer one passes, unwatched.")
        @Bounds(min = "1KiB", max = "64MiB")
        ByteSize maxEvent) {}
