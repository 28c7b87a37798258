package dev.headgate.config;

/**
 * {@code admin}: where operators and probes connect.
 *
 * @param address host and port to listen on
 */
public record AdminConfig(
    @Doc("Host and port to listen on; never reachable from outside.") HostPort address) {}
