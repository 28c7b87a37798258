package dev.headgate.proxy;

import dev.headgate.client.HeldMemory;
import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.Tracing;
import dev.headgate.time.TimeSource;
import dev.headgate.upstream.UpstreamThreads;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Gives each request to a {@link ProxyExchange}, on the I/O thread that read it.
 *
 * @param rules those in force
 * @param tracing how exchanges take part in traces
 * @param upstreams the connections to upstreams, by I/O thread
 * @param memory what all exchanges together may hold
 * @param draining whether new requests are for another gateway
 * @param live the exchanges that are under way
 * @param log gets the record of each exchange; never blocks
 */
public record Proxy(
    Supplier<Rules> rules,
    Tracing tracing,
    UpstreamThreads upstreams,
    HeldMemory memory,
    BooleanSupplier draining,
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
