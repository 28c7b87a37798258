package dev.headgate.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headgate.client.ClientStream;
import dev.headgate.client.ReceivedRequest;
import dev.headgate.doctor.Ask;
import dev.headgate.doctor.Stamp;
import dev.headgate.http1.HttpVersion;
import dev.headgate.time.TimeSource;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/** One stream for doctor while it is played: each event tells when it left. */
final class FarStream implements ClientStream.Listener {
  private static final long MICRO = 1_000;

  // What ends a stream for whoever stands between and knows OpenAI's; doctor does not wait for it.
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final HttpServerExchange exchange;
  private final Ask.Stream asked;
  private final TimeSource time;
  private final Consumer<FarStream> ended;
  private final ClientStream client;
  private XnioExecutor.@Nullable Key next;
  private long begunNanos;
  private long endedNanos;
  private int played;
  private boolean over;
  private boolean readerLeft;

  /**
   * Plays what was asked to a client whose request has been read whole.
   *
   * @param ended hears once that it is over
   */
  FarStream(
      HttpServerExchange exchange, Ask.Stream asked, TimeSource time, Consumer<FarStream> ended) {
    this.exchange = exchange;
    this.asked = asked;
    this.time = time;
    this.ended = ended;
    this.client = new ClientStream(exchange, this);
  }

  void begin() {
    client.watch();
    later(this::sendHead, asked.headMillis());
  }

  private void sendHead() {
    if (over) {
      return;
    }
    HeaderMap fields = exchange.getResponseHeaders();
    fields.put(Headers.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    fields.put(Headers.CACHE_CONTROL, asked.marked() ? "no-cache, no-transform" : "no-cache");
    if (asked.marked()) {
      fields.put(HttpString.tryFromString("X-Accel-Buffering"), "no");
    }
    if (ReceivedRequest.of(exchange).head().version() == HttpVersion.HTTP_1_1) {
      fields.put(Headers.TRANSFER_ENCODING, "chunked");
    }
    client.begin();
    client.write(NOTHING);
    begunNanos = time.nanos();
    goOn();
  }

  private void goOn() {
    if (over) {
      return;
    }
    if (played == asked.events()) {
      client.end(ByteBuffer.wrap(DONE));
    } else {
      later(this::play, asked.pauseMillis(played));
    }
  }

  private void play() {
    if (over) {
      return;
    }
    long atMicros = (time.nanos() - begunNanos) / MICRO;
    Stamp stamp = new Stamp(played, asked.events(), atMicros);
    played++;
    client.write(ByteBuffer.wrap(stamp.event(asked.fillerBytes()).getBytes(UTF_8)));
    goOn();
  }

  private void later(Runnable what, int pauseMillis) {
    next = exchange.getIoThread().executeAfter(what, pauseMillis, TimeUnit.MILLISECONDS);
  }

  /** Ends it before its time. */
  void cut() {
    client.cut();
    end();
  }

  @Override
  public void clientLeft() {
    readerLeft = true;
    end();
  }

  @Override
  public void clientTook() {
    // What a slow reader does not take is held: a stream has a bound.
  }

  @Override
  public void clientDone() {
    end();
  }

  private void end() {
    over = true;
    endedNanos = time.nanos();
    if (next != null) {
      next.remove();
    }
    ended.accept(this);
  }

  String id() {
    return asked.id();
  }

  /** Whether its reader left before its end. */
  boolean readerLeft() {
    return readerLeft;
  }

  boolean isOver() {
    return over;
  }

  /** How long ago it ended. */
  long endedAgoMicros() {
    return (time.nanos() - endedNanos) / MICRO;
  }

  /** How it ended, for people. */
  String ending() {
    return "%s after %s of %s events for doctor"
        .formatted(readerLeft ? "reader left" : "ended", played, asked.events());
  }
}
