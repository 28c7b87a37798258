package dev.headgate.server;

import dev.headgate.time.TimeSource;
import java.io.OutputStream;
import java.security.KeyStore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway finds around it, and tests put in its place.
 *
 * @param logSink takes the line of each exchange
 * @param heldBytesMax how much memory all exchanges together may hold
 * @param notices takes sentences for the operator
 * @param progress takes one, each second, while something goes on
 * @param trustedRoots whose certificates upstreams, issuers and services may show; null for the
 *     Java runtime's own roots
 */
public record Surroundings(
    OutputStream logSink,
    long heldBytesMax,
    Consumer<String> notices,
    Consumer<String> progress,
    TimeSource time,
    @Nullable KeyStore trustedRoots) {}
