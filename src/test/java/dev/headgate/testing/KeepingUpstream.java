package dev.headgate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An upstream that answers every request with the same bytes, on as many connections as come, and
 * keeps what it was asked.
 */
public final class KeepingUpstream implements AutoCloseable {
  /** An answer that says nothing but that all is well. */
  public static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** One request: its head through the empty line, and its body without framing. */
  public record Request(String head, String body) {
    /** The first line. */
    public String line() {
      return head.lines().findFirst().orElse("");
    }

    /** The value of a field's only line; null if there is none. */
    public @Nullable String field(String name) {
      var values = RawAnswer.fieldsOf(head, name);
      assertThat(values).as("lines of %s in %s", name, head).hasSizeLessThan(2);
      return values.isEmpty() ? null : values.getFirst();
    }
  }

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final RawUpstream upstream;

  private KeepingUpstream(int port, String answer) {
    upstream =
        RawUpstream.on(
            port,
            connection -> {
              while (true) {
                requests.add(read(connection));
                connection.send(answer);
              }
            });
  }

  /** Starts one that answers {@link #FINE} on that port. */
  public static KeepingUpstream on(int port) {
    return new KeepingUpstream(port, FINE);
  }

  /** Starts one that answers with those bytes. */
  public static KeepingUpstream answering(String answer) {
    return new KeepingUpstream(RawUpstream.ANY_PORT, answer);
  }

  /** Starts one that answers {@link #FINE}. */
  public static KeepingUpstream start() {
    return new KeepingUpstream(RawUpstream.ANY_PORT, FINE);
  }

  private static Request read(RawConnection connection) {
    String head = connection.readHead();
    var lengths = RawAnswer.fieldsOf(head, "Content-Length");
    int length = lengths.isEmpty() ? 0 : Integer.parseInt(lengths.getFirst());
    return new Request(head, connection.readBytes(length));
  }

  /** The next request, once it came whole. */
  public Request next() {
    try {
      Request next = requests.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
      return assertThat(next).as("a request").isNotNull().actual();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many requests came that nobody asked for with {@link #next()}. */
  public int waiting() {
    return requests.size();
  }

  /** Its port on loopback. */
  public int port() {
    return upstream.port();
  }

  /** How many connections it has accepted. */
  public int accepted() {
    return upstream.accepted();
  }

  @Override
  public void close() {
    upstream.close();
  }
}
