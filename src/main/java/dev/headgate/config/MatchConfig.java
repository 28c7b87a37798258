package dev.headgate.config;

import java.util.List;
import java.util.Map;

/**
 * {@code routes[].match}: which requests a route takes. A bare string is the path.
 *
 * @param path {@code /a} exact, {@code /a/*} everything below, {@code /*} everything
 * @param methods any of these; empty: all
 * @param hosts any of these, without a port, {@code *.example.com} for all below; empty: all
 * @param headers each must be present with just this value
 */
public record MatchConfig(
    String path, List<String> methods, List<String> hosts, Map<String, String> headers) {}
