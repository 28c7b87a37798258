package dev.headgate.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The streams of a run, both their ends: opens them, sends their events, counts what arrives. */
final class Streams {
  /** So that no queue of connections, the proxy's included, is ever full. */
  private static final int OPENING_MAX = 100;

  private static final long OPEN_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

  /** A response to such a path is not said to be a stream, so that no proxy reads it as one. */
  private static final String OPAQUE = "/opaque/";

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nCache-Control: no-cache\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n";

  private final LoadOptions options;
  private final Loop loop;
  private final Faults faults;
  private final EventText text = new EventText();
  private final List<UpstreamConnection> sources = new ArrayList<>();
  private final long[] sentOf;
  private final EventReader.Events listener;
  private int heads;
  private long sent;
  private long received;

  Streams(LoadOptions options, Loop loop, EventReader.Events listener, Faults faults) {
    this.options = options;
    this.loop = loop;
    this.listener = listener;
    this.faults = faults;
    this.sentOf = new long[options.streams()];
  }

  /** Opens all, and returns once each has its head. */
  void open() throws IOException {
    Upstream.listen(loop, options, this::begin, faults);
    long deadline = System.nanoTime() + OPEN_NANOS_MAX;
    int asked = 0;
    while (heads < options.streams()) {
      if (asked < options.streams() && asked - heads < OPENING_MAX) {
        Client.connect(options, asked, loop, new Reading(), faults).ask();
        asked++;
      }
      loop.turn(_ -> false);
      if (System.nanoTime() > deadline || faults.count() > 0) {
        throw new IOException("only %d streams opened %s".formatted(heads, faults.shown()));
      }
    }
    // So that the proxy's own order, that of the opening, is not that of the events.
    Collections.shuffle(sources, new Random(1));
  }

  /** Sends the next event, of each stream in turn. */
  void send() throws IOException {
    int stream = (int) (sent++ % sources.size());
    sources.get(stream).write(text.of(sentOf[stream]++, System.nanoTime()));
  }

  long sent() {
    return sent;
  }

  long received() {
    return received;
  }

  private void begin(UpstreamConnection source) throws IOException {
    source.beginStream();
    String type = options.path().startsWith(OPAQUE) ? "text/plain" : "text/event-stream";
    source.write(ByteBuffer.wrap(HEAD.formatted(type).getBytes(StandardCharsets.US_ASCII)));
    sources.add(source);
  }

  /** The client's end of a stream: each event must come once, and in order. */
  private final class Reading implements ResponseReader.Content {
    private final EventReader events = new EventReader(this::event);
    private long expected;
    private boolean refused;

    @Override
    public void take(byte[] bytes, int from, int to) throws IOException {
      if (!refused) {
        events.take(bytes, from, to);
      }
    }

    @Override
    public void headRead(int status) {
      heads++;
      refused = status != 200;
      if (refused) {
        faults.add("a stream has status " + status);
      }
    }

    @Override
    public void responseRead() {
      faults.add("a stream ended as if whole");
    }

    private void event(long number, long sentNanos) throws IOException {
      if (number != expected) {
        faults.add("event %d where %d was expected".formatted(number, expected));
      }
      expected = number + 1;
      received++;
      listener.event(number, sentNanos);
    }
  }
}
