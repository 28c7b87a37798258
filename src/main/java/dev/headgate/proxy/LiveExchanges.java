package dev.headgate.proxy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The exchanges that are under way. */
public final class LiveExchanges {
  private final Set<ProxyExchange> live = ConcurrentHashMap.newKeySet();

  /** How many are under way. */
  public int count() {
    return live.size();
  }

  /** Ends each of them, on its own I/O thread. */
  public void stopAll() {
    live.forEach(ProxyExchange::stop);
  }

  void add(ProxyExchange exchange) {
    live.add(exchange);
  }

  void remove(ProxyExchange exchange) {
    live.remove(exchange);
  }
}
