package dev.headgate.relay;

import dev.headgate.client.ClientStream;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.route.Route;
import io.undertow.server.HttpServerExchange;

/**
 * What a relay works in, before there is a response.
 *
 * @param listener hears of what only reading a stream tells
 */
public record RelaySetting(
    HttpServerExchange exchange,
    Route route,
    ClientStream client,
    Alarm alarm,
    ExchangeFacts facts,
    Relay.Listener listener) {}
