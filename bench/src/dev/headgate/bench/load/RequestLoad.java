package dev.headgate.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Connections that each ask for a short response again as soon as they have it. */
final class RequestLoad {
  private static final int BODY_BYTES = 200;
  private static final byte[] RESPONSE = response();

  private final LoadOptions options;
  private final Loop loop;
  private final Faults faults;
  private final Delays delays = new Delays();
  private boolean measuring;

  RequestLoad(LoadOptions options, Loop loop, Faults faults) {
    this.options = options;
    this.loop = loop;
    this.faults = faults;
  }

  Map<String, Double> run() throws IOException {
    Upstream.listen(loop, options, source -> source.write(ByteBuffer.wrap(RESPONSE)), faults);
    for (int i = 0; i < options.streams(); i++) {
      new Asking().start();
    }
    turnFor(options.warmUpNanos());
    Window window = Window.begin(loop, options);
    System.out.println(Load.MEASURING);
    measuring = true;
    turnFor(options.measureNanos());
    measuring = false;
    window.end();
    Map<String, Double> measured = new LinkedHashMap<>();
    window.putInto(measured, delays.count());
    delays.sort();
    measured.put("delay_p50_ms", delays.millisAt(0.5));
    measured.put("delay_p99_ms", delays.millisAt(0.99));
    measured.put("faults", (double) faults.count());
    return measured;
  }

  private void turnFor(long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      loop.turn(_ -> false);
    }
  }

  private static byte[] response() {
    String body = "{\"text\":\"%s\"}".formatted("x".repeat(BODY_BYTES - 11));
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** One client, which always waits for one response. */
  private final class Asking implements ResponseReader.Content {
    private final Client client = Client.connect(options, 0, loop, this, faults);
    private long askedNanos;
    private int bodyBytes;

    Asking() throws IOException {}

    void start() throws IOException {
      askedNanos = System.nanoTime();
      bodyBytes = 0;
      client.ask();
    }

    @Override
    public void take(byte[] bytes, int from, int to) {
      bodyBytes += to - from;
    }

    @Override
    public void headRead(int status) {
      if (status != 200) {
        faults.add("a response has status " + status);
      }
    }

    @Override
    public void responseRead() throws IOException {
      if (bodyBytes != BODY_BYTES) {
        faults.add("a response has %d bytes".formatted(bodyBytes));
      }
      if (measuring) {
        delays.add(System.nanoTime() - askedNanos);
      }
      start();
    }
  }
}
