package dev.headgate.client;

import dev.headgate.http1.Fields;
import dev.headgate.http1.HttpVersion;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.http1.RequestHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request as its client sent it, whatever the version of HTTP.
 *
 * @param head what was read of it, where it is refused
 * @param refusal why it is not served; null if it may be
 */
public record ReceivedRequest(RequestHead head, @Nullable RefusedRequestException refusal) {
  /** The request of that exchange. */
  public static ReceivedRequest of(HttpServerExchange exchange) {
    RequestSource source = RequestSource.of(exchange);
    return source == null
        ? new ReceivedRequest(http2Head(exchange), null)
        : Objects.requireNonNull(source.request(), "an exchange has a request");
  }

  /** Undertow has read it and keeps no order of its fields. */
  private static RequestHead http2Head(HttpServerExchange exchange) {
    List<Fields.Field> fields = new ArrayList<>();
    for (HeaderValues lines : exchange.getRequestHeaders()) {
      String name = lines.getHeaderName().toString();
      if (!name.startsWith(":")) {
        lines.forEach(value -> fields.add(new Fields.Field(name, value)));
      }
    }
    String query = exchange.getQueryString();
    return new RequestHead(
        exchange.getRequestMethod().toString(),
        query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query,
        HttpVersion.HTTP_2,
        Fields.of(fields));
  }
}
