package dev.headgate.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an exchange from its request's head.
 *
 * @param id names the exchange in the log and in error bodies
 * @param scheme in which the client connects
 * @param authority host and port as the client named them; empty where it did not
 * @param path as received, without the query, which may hold secrets
 * @param protocol such as {@code HTTP/1.1}
 * @param client the caller's address
 * @param trace where it stands in a trace; null: in none
 */
public record ExchangeRequest(
    String id,
    String method,
    String scheme,
    String authority,
    String path,
    String protocol,
    String client,
    @Nullable Trace trace) {}
