package dev.headgate.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.MatchConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.UpstreamConfig;
import dev.headgate.config.value.UpstreamUrl;
import dev.headgate.telemetry.Metrics;
import dev.headgate.telemetry.RouteFigures;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@code GET /routes}: the routes in their order, and what became of their exchanges.
 *
 * @param config the one that is served
 */
public record RoutesEndpoint(Supplier<GatewayConfig> config, Metrics metrics) implements Endpoint {
  @Override
  public String path() {
    return "/routes";
  }

  @Override
  public Answer handle(AdminRequest request) {
    GatewayConfig served = config.get();
    return Answer.json(json -> {
      json.writeArrayFieldStart("routes");
      for (RouteConfig route : served.routes()) {
        json.writeStartObject();
        write(json, route, Objects.requireNonNull(served.upstreams().get(route.to())));
        write(json, metrics.figures(route.name()));
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, RouteConfig route, UpstreamConfig upstream)
      throws IOException {
    json.writeStringField("name", route.name());
    json.writeObjectFieldStart("match");
    MatchConfig match = route.match();
    json.writeStringField("path", match.path());
    list(json, "methods", match.methods());
    list(json, "hosts", match.hosts());
    // A value may be what only some callers know.
    list(json, "headers", List.copyOf(match.headers().keySet()));
    json.writeEndObject();
    json.writeStringField("upstream", route.to());
    list(json, "targets", upstream.targets().stream().map(UpstreamUrl::toString).toList());
    json.writeStringField("auth", auth(route.auth()));
    list(json, "limits", route.limits());
  }

  private static String auth(AuthConfig auth) {
    if (!auth.any().isEmpty()) {
      return String.join(" or ", auth.any().stream().map(way -> auth(way.alone())).toList());
    } else if (auth.jwt() != null) {
      return "jwt";
    } else if (auth.forward() != null) {
      return "forward";
    } else if (auth.basic() != null) {
      return "basic";
    } else if (auth.mtls() != null) {
      return "mtls";
    }
    return auth.use() == null ? "keys" : auth.use().name().toLowerCase(Locale.ROOT);
  }

  private static void write(JsonGenerator json, RouteFigures figures) throws IOException {
    json.writeNumberField("in_flight", figures.inFlight());
    json.writeObjectFieldStart("outcomes");
    for (Map.Entry<String, Long> outcome : figures.outcomes().entrySet()) {
      json.writeNumberField(outcome.getKey(), outcome.getValue());
    }
    json.writeEndObject();
    Figures.millisOfSeconds(json, "head_p50_ms", figures.head().p50());
    Figures.millisOfSeconds(json, "head_p95_ms", figures.head().p95());
    Figures.millisOfSeconds(json, "first_token_p50_ms", figures.firstToken().p50());
    Figures.millisOfSeconds(json, "first_token_p95_ms", figures.firstToken().p95());
  }

  private static void list(JsonGenerator json, String name, List<String> values)
      throws IOException {
    if (!values.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }
}
