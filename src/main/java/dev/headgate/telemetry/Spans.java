package dev.headgate.telemetry;

import dev.headgate.config.Proxies;
import dev.headgate.config.block.TracingConfig;
import dev.headgate.exchange.ExchangeRecord;
import dev.headgate.exchange.Trace;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the spans of exchanges that are over to a collector, on a thread of its own. An exchange
 * never waits for it: where the collector is slow or gone, at most {@link #WAITING_MAX} wait, and
 * what comes then is dropped and counted, as is what the collector does not take.
 */
public final class Spans implements AutoCloseable {
  /** How many exchanges wait at most. */
  static final int WAITING_MAX = 8 * 1024;

  /** How many spans go in one request. */
  static final int BATCH_MAX = 512;

  /** How long a request to the collector may take, repetitions included. */
  static final Duration EXPORT_MAX = Duration.ofSeconds(10);

  /** How long {@link #close} waits for the spans that are still to be sent. */
  static final long CLOSE_MILLIS_MAX = 2_000;

  /** How long exchanges gather, so that not each of them is a request. */
  private static final long GATHER_MILLIS = 200;

  private static final long POLL_MILLIS = 100;
  private static final Duration CONNECT_MAX = Duration.ofSeconds(2);

  /** Kept, or the level would be forgotten: what it would say is said once, as a notice. */
  private static final Logger EXPORTERS = Logger.getLogger("io.opentelemetry.exporter");

  static {
    EXPORTERS.setLevel(Level.OFF);
  }

  private final String url;
  private final SpanMaker maker;
  private final SpanExporter exporter;
  private final Consumer<String> notices;
  private final BlockingQueue<ExchangeRecord> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final AtomicLong dropped = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread sender = new Thread(this::send, "spans");
  private boolean down;

  private Spans(TracingConfig config, Proxies proxies, Consumer<String> notices) {
    this.url = config.otlp().replaceFirst("/$", "") + "/v1/traces";
    this.maker = new SpanMaker(config.serviceName());
    this.exporter = exporter(config, proxies);
    this.notices = notices;
    sender.setDaemon(true);
  }

  /**
   * Sends spans as the file says.
   *
   * @param proxies through what the collector is reached
   * @param notices hears when the collector is gone, and when it is back
   */
  public static Spans to(TracingConfig config, Proxies proxies, Consumer<String> notices) {
    Spans spans = new Spans(config, proxies, notices);
    spans.sender.start();
    return spans;
  }

  private SpanExporter exporter(TracingConfig config, Proxies proxies) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(url)
            .setConnectTimeout(CONNECT_MAX)
            .setTimeout(EXPORT_MAX)
            .setProxy(ProxyOptions.create(proxies.selector()))
            .setMeterProvider(MeterProvider.noop())
            // The other mode reaches into Java's strings, which Java warns of.
            .setMemoryMode(MemoryMode.IMMUTABLE_DATA);
    config.headers().forEach((name, value) -> builder.addHeader(name, value.reveal()));
    return builder.build();
  }

  /** Takes the record of an exchange; never blocks. */
  public void add(ExchangeRecord exchange) {
    Trace trace = exchange.request().trace();
    if (trace != null && trace.isKept() && !waiting.offer(exchange)) {
      dropped.incrementAndGet();
    }
  }

  /** How many spans were dropped so far. */
  public long dropped() {
    return dropped.get();
  }

  /** Sends what is waiting, for {@link #CLOSE_MILLIS_MAX} at most, and stops. */
  @Override
  public void close() {
    closing.countDown();
    try {
      sender.join(CLOSE_MILLIS_MAX);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    var _ = exporter.shutdown();
  }

  private void send() {
    try {
      while (closing.getCount() > 0 || !waiting.isEmpty()) {
        ExchangeRecord first = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          if (waiting.size() < BATCH_MAX) {
            var _ = closing.await(GATHER_MILLIS, TimeUnit.MILLISECONDS);
          }
          List<ExchangeRecord> batch = new ArrayList<>(BATCH_MAX);
          batch.add(first);
          waiting.drainTo(batch, BATCH_MAX - 1);
          send(batch);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(List<ExchangeRecord> batch) {
    CompletableResultCode sent;
    try {
      List<SpanData> spans = batch.stream().map(maker::of).toList();
      sent = exporter.export(spans).join(EXPORT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      sent = CompletableResultCode.ofExceptionalFailure(e);
    }
    if (!sent.isSuccess()) {
      dropped.addAndGet(batch.size());
    }
    if (down == sent.isSuccess()) {
      down = !down;
      notices.accept(
          down
              ? "spans cannot be sent to " + url + ": " + reason(sent.getFailureThrowable())
              : "spans are sent to " + url + " again");
    }
  }

  /** Other exceptions might name a header with its value. */
  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof HttpExportException answered && answered.getResponse() != null) {
      return "the answer is " + answered.getResponse().getStatusCode();
    }
    Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
    return switch (cause) {
      case null -> "no answer within " + EXPORT_MAX.toSeconds() + " s";
      case IOException e -> "" + e;
      default -> cause.getClass().getSimpleName();
    };
  }
}
