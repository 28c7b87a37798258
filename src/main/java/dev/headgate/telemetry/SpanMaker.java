package dev.headgate.telemetry;

import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.ExchangeTimes;
import dev.headgate.exchange.Trace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes the span of an exchange that is over, with the ids that it had from its beginning. For one
 * thread.
 */
final class SpanMaker {
  private static final TextMapGetter<Map<String, String>> LOOKUP =
      (fields, name) -> fields == null ? null : fields.get(name);

  private final Ids ids = new Ids();
  private final Finished finished = new Finished();
  private final Tracer tracer;

  /** A maker of spans of the service with that name. */
  SpanMaker(String service) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(Attributes.builder().put("service.name", service).build())))
            .setIdGenerator(ids)
            .addSpanProcessor(finished)
            // Whether a span is kept was decided when its exchange began.
            .setSampler(Sampler.alwaysOn())
            .build();
    tracer = provider.get("dev.headgate");
  }

  /** The span of an exchange of which one is kept. */
  SpanData of(ExchangeRecord exchange) {
    Trace trace = Objects.requireNonNull(exchange.request().trace());
    ids.trace = trace;
    long began = epochNanos(exchange);
    Span span =
        tracer
            .spanBuilder(SpanAttributes.name(exchange))
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent(trace))
            .setStartTimestamp(began, TimeUnit.NANOSECONDS)
            .setAllAttributes(SpanAttributes.of(exchange))
            .startSpan();
    ExchangeTimes times = exchange.times();
    addEvent(span, "headgate.head", began, times.headNanos());
    addEvent(span, "headgate.first_byte", began, times.firstByteNanos());
    addEvent(span, "headgate.first_token", began, times.firstTokenNanos());
    addEvent(span, "headgate.end", began, times.totalNanos());
    if (SpanAttributes.isError(exchange)) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(began + times.totalNanos(), TimeUnit.NANOSECONDS);
    return Objects.requireNonNull(finished.span).toSpanData();
  }

  private static long epochNanos(ExchangeRecord exchange) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, exchange.beganAt());
  }

  private static void addEvent(Span span, String name, long began, long nanos) {
    if (nanos != ExchangeTimes.NEVER) {
      span.addEvent(name, began + nanos, TimeUnit.NANOSECONDS);
    }
  }

  private static Context parent(Trace trace) {
    return trace.parentId().isEmpty()
        ? Context.root()
        : W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), trace.clientFields(), LOOKUP);
  }

  /** The ids of the exchange whose span is made. */
  private static final class Ids implements IdGenerator {
    private @Nullable Trace trace;

    @Override
    public String generateSpanId() {
      return Objects.requireNonNull(trace).spanId();
    }

    @Override
    public String generateTraceId() {
      return Objects.requireNonNull(trace).traceId();
    }
  }

  /** The span that was made last. */
  private static final class Finished implements SpanProcessor {
    private @Nullable ReadableSpan span;

    @Override
    public void onStart(Context parent, ReadWriteSpan begun) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan ended) {
      span = ended;
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
