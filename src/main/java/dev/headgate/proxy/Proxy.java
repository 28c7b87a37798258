package dev.headgate.proxy;

import dev.headgate.client.HeldMemory;
import dev.headgate.config.Cidr;
import dev.headgate.config.TimeoutsConfig;
import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.Tracing;
import dev.headgate.route.RouteTable;
import dev.headgate.time.TimeSource;
import dev.headgate.upstream.UpstreamThreads;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives each request to a {@link ProxyExchange}, on the I/O thread that read it.
 *
 * @param routes which route takes a request
 * @param refusals the limits for a request that no route takes
 * @param tracing how exchanges take part in traces
 * @param trustedProxies whose word about the client is believed
 * @param upstreams the connections to upstreams, by I/O thread
 * @param memory what all exchanges together may hold
 * @param live the exchanges that are under way
 * @param log gets the record of each exchange; never blocks
 */
public record Proxy(
    RouteTable routes,
    TimeoutsConfig refusals,
    Tracing tracing,
    List<Cidr> trustedProxies,
    UpstreamThreads upstreams,
    HeldMemory memory,
    LiveExchanges live,
    Consumer<ExchangeRecord> log,
    TimeSource time)
    implements HttpHandler {
  @Override
  public void handleRequest(HttpServerExchange exchange) {
    // Dispatched, so that Undertow does not end the exchange when this method returns.
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> new ProxyExchange(exchange, this).run());
  }
}
