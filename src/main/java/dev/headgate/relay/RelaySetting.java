package dev.headgate.relay;

import dev.headgate.client.ClientStream;
import dev.headgate.dialect.RequestHints;
import dev.headgate.dialect.StreamReader;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.route.Route;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a relay works in, before there is a response.
 *
 * @param hints what the request's body told
 * @param tokensMax how many tokens the stream may bring
 * @param corsFields what is said to browsers of who may read the response
 * @param listener hears of what only reading a stream tells
 */
public record RelaySetting(
    HttpServerExchange exchange,
    Route route,
    ClientStream client,
    RequestHints hints,
    long tokensMax,
    Map<String, String> corsFields,
    Alarm alarm,
    ExchangeFacts facts,
    Relay.Listener listener) {
  /** What reads a stream of that media type; null where it is none that can be watched. */
  @Nullable StreamReader reader(String mediaType) {
    return StreamReader.of(
        route.upstream().dialect(), facts.request().path(), mediaType, hints.rpcId());
  }
}
