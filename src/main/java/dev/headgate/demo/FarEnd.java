package dev.headgate.demo;

import dev.headgate.doctor.Ask;
import dev.headgate.doctor.Told;
import dev.headgate.doctor.Told.State;
import dev.headgate.time.TimeSource;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.xnio.IoUtils;

/**
 * Doctor's far end: plays the streams that it asks for, and tells what became of their readers.
 * Everything happens on the server's one I/O thread.
 */
final class FarEnd {
  /** How many streams are remembered; past it the oldest is forgotten, and ended if it goes on. */
  static final int STREAMS_MAX = 1_000;

  private final TimeSource time;
  private final Consumer<String> log;
  private final Map<String, FarStream> streams = new LinkedHashMap<>();
  private boolean closed;

  FarEnd(TimeSource time, Consumer<String> log) {
    this.time = time;
    this.log = log;
  }

  /** Answers a request that has been read whole. */
  void answer(HttpServerExchange exchange, Ask asked) {
    if (closed) {
      IoUtils.safeClose(exchange.getConnection());
      return;
    }
    switch (asked) {
      case Ask.Stream stream -> play(exchange, stream);
      case Ask.Ended(String id) -> tell(exchange, told(id));
    }
  }

  private void play(HttpServerExchange exchange, Ask.Stream asked) {
    FarStream stream = new FarStream(exchange, asked, time, this::ended);
    streams.put(asked.id(), stream);
    forgetTheOldest();
    stream.begin();
  }

  private void forgetTheOldest() {
    if (streams.size() > STREAMS_MAX) {
      FarStream oldest = streams.remove(streams.keySet().iterator().next());
      if (oldest != null && !oldest.isOver()) {
        oldest.cut();
      }
    }
  }

  private Told told(String id) {
    FarStream stream = streams.get(id);
    if (stream == null) {
      return new Told(State.UNKNOWN, 0);
    }
    if (!stream.isOver()) {
      return new Told(State.PLAYING, 0);
    }
    return new Told(
        stream.readerLeft() ? State.LEFT : State.PLAYED, Math.max(0, stream.endedAgoMicros()));
  }

  private static void tell(HttpServerExchange exchange, Told told) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(told.text());
  }

  private void ended(FarStream stream) {
    log.accept("demo: " + stream.ending());
  }

  /** Cuts every stream, and plays no further one. */
  void close() {
    closed = true;
    List.copyOf(streams.values()).stream()
        .filter(stream -> !stream.isOver())
        .forEach(FarStream::cut);
  }
}
