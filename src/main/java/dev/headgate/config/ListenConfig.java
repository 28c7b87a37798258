package dev.headgate.config;

import java.util.List;

/**
 * {@code listen}: where clients connect.
 *
 * @param address host and port to listen on
 * @param trustedProxies the peers whose {@code X-Forwarded-*} and {@code Forwarded} are believed
 */
public record ListenConfig(HostPort address, List<Cidr> trustedProxies) {}
