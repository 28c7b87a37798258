package dev.headgate.client;

import dev.headgate.config.block.ListenLimitsConfig;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.http1.RequestLimits;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.Objects;

/**
 * What a client may send, and in which time.
 *
 * @param head how large the head of a request may be
 * @param headWithin from its first byte to its last
 * @param idle how long a connection may stand without a request
 * @param bodyIdle how long no byte of a body may come while it is awaited
 * @param streamsPerConnection how many requests one HTTP/2 connection may carry at once
 */
record ClientLimits(
    RequestLimits head,
    TimeLimit headWithin,
    TimeLimit idle,
    TimeLimit bodyIdle,
    int streamsPerConnection) {
  private static final AttachmentKey<ClientLimits> KEY = AttachmentKey.create(ClientLimits.class);

  /** The limits of that block. */
  static ClientLimits of(ListenLimitsConfig config) {
    return new ClientLimits(
        new RequestLimits(
            Math.toIntExact(config.head().bytes()),
            Math.toIntExact(config.target().bytes()),
            config.headers()),
        config.headWithin(),
        config.idle(),
        config.bodyIdle(),
        config.streamsPerConnection());
  }

  /** The limits of the listener through which that exchange came. */
  static ClientLimits of(HttpServerExchange exchange) {
    return Objects.requireNonNull(exchange.getAttachment(KEY), "no listener of ours");
  }

  void attachTo(HttpServerExchange exchange) {
    exchange.putAttachment(KEY, this);
  }
}
