package dev.headgate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes spans over OTLP, or refuses them, as it is told. */
public final class Collector implements AutoCloseable {
  /**
   * A span that came.
   *
   * @param resource what is said of who sent it
   * @param authorization the request's field of that name
   */
  public record Received(Span span, Map<String, Object> resource, @Nullable String authorization) {
    /** What is said of the span. */
    public Map<String, Object> attributes() {
      return values(span.getAttributesList());
    }
  }

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private volatile int status = 200;

  private Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** Starts one that takes everything. */
  public static Collector start() {
    return new Collector();
  }

  /** From now on it answers with that status; only what it answers with 200 is received. */
  public void answers(int newStatus) {
    status = newStatus;
  }

  /** Where it is, as the file names it. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next span, once it came. */
  public Received next() {
    try {
      Received next = received.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("a span").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many spans came that nobody asked for. */
  public int unread() {
    return received.size();
  }

  private void take(HttpExchange exchange) throws IOException {
    int answer = status;
    try (exchange) {
      ExportTraceServiceRequest request =
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      if (answer == 200) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        request.getResourceSpansList().forEach(spans -> add(spans, authorization));
      }
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private void add(ResourceSpans spans, @Nullable String authorization) {
    Map<String, Object> resource = values(spans.getResource().getAttributesList());
    for (ScopeSpans scope : spans.getScopeSpansList()) {
      scope.getSpansList().forEach(s -> received.add(new Received(s, resource, authorization)));
    }
  }

  private static Map<String, Object> values(List<KeyValue> attributes) {
    Map<String, Object> values = new TreeMap<>();
    attributes.forEach(attribute -> values.put(attribute.getKey(), value(attribute.getValue())));
    return values;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(Collector::value).toList();
      default -> throw new AssertionError(value);
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
