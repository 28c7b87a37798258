package dev.headgate.exchange;

/**
 * What is known of an exchange from its request's head.
 *
 * @param id names the exchange in the log and in error bodies
 * @param path as received, without the query, which may hold secrets
 * @param protocol such as {@code HTTP/1.1}
 * @param client the caller's address
 */
public record ExchangeRequest(
    String id, String method, String path, String protocol, String client) {}
