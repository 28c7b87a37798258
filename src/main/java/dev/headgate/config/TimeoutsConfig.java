package dev.headgate.config;

/**
 * {@code timeouts}: how long each part of an exchange may take.
 *
 * @param connect until the upstream's connection stands, TLS included
 * @param headers from the request sent until the upstream's status line
 * @param clientWrite how long the client may leave what we hold for it undrained
 * @param maxDuration the whole exchange
 */
public record TimeoutsConfig(
    TimeLimit connect, TimeLimit headers, TimeLimit clientWrite, TimeLimit maxDuration) {}
