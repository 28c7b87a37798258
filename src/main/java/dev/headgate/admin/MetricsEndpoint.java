package dev.headgate.admin;

import dev.headgate.telemetry.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code /metrics}: what was counted and measured, as Prometheus reads it. */
public record MetricsEndpoint(Metrics metrics) implements Endpoint {
  @Override
  public String path() {
    return "/metrics";
  }

  @Override
  public Answer handle(AdminRequest request) throws IOException {
    @Nullable String accept = request.head().fields().first("Accept");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    metrics.write(accept, text);
    return Answer.of(metrics.contentType(accept), ByteBuffer.wrap(text.toByteArray()));
  }
}
