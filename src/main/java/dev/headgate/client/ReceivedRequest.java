package dev.headgate.client;

import dev.headgate.http1.Fields;
import dev.headgate.http1.Http2Head;
import dev.headgate.http1.HttpVersion;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.http1.RequestHead;
import dev.headgate.http1.RequestLimits;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
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
  private static final AttachmentKey<ReceivedRequest> KEY =
      AttachmentKey.create(ReceivedRequest.class);

  /** The request of that exchange. */
  public static ReceivedRequest of(HttpServerExchange exchange) {
    RequestSource source = RequestSource.of(exchange);
    return Objects.requireNonNull(
        source == null ? exchange.getAttachment(KEY) : source.request(),
        "an exchange has a request");
  }

  /**
   * Takes the head of an HTTP/2 request that has just been read. Undertow mixes the fields of
   * trailers into it as they come, which must change nothing any more.
   */
  static void receive(HttpServerExchange exchange, RequestLimits limits) {
    RequestHead read = http2Head(exchange);
    exchange.putAttachment(KEY, checked(read, limits, exchange.isRequestComplete()));
  }

  private static ReceivedRequest checked(RequestHead read, RequestLimits limits, boolean bodiless) {
    try {
      return new ReceivedRequest(Http2Head.checked(read, limits, bodiless), null);
    } catch (RefusedRequestException e) {
      RequestHead head =
          new RequestHead(read.method(), read.target(), HttpVersion.HTTP_2, Fields.EMPTY);
      return new ReceivedRequest(head, e);
    }
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
