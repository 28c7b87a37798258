package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * A stream that a test plays: its upstream by hand, and its client byte for byte, with a gateway in
 * between.
 */
public final class PlayedStream implements AutoCloseable {
  private static final String EVENT_STREAM = "Content-Type: text/event-stream\r\n";

  private final HandUpstream upstreams = HandUpstream.start();
  private final GatewayFixture gateway;
  private final RawConnection client;
  private final RawConnection upstream;
  private final String head;
  private final ChunkedInput content;

  private PlayedStream(String path, String upstreamHead, String... routeKeys) {
    gateway = GatewayFixture.before(upstreams.port(), routeKeys);
    client = RawConnection.to(gateway.port());
    client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n");
    upstream = upstreams.next();
    upstream.readHead();
    upstream.send(upstreamHead);
    head = client.readHead();
    content = new ChunkedInput(client.in());
  }

  /** Begins a stream of events, to a path that hints at its dialect. */
  public static PlayedStream of(String path, String... routeKeys) {
    return withHead(path, EVENT_STREAM, routeKeys);
  }

  /** Begins a response with those fields. */
  public static PlayedStream withHead(String path, String headFields, String... routeKeys) {
    return new PlayedStream(path, head(headFields), routeKeys);
  }

  /** Begins a stream whose client has its head before the upstream sends one. */
  public static PlayedStream withEarlyHead(String path, String... routeKeys) {
    return new PlayedStream(path, "", routeKeys);
  }

  private static String head(String fields) {
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + fields + "\r\n";
  }

  /** The upstream sends the head of a stream. */
  public PlayedStream sendHead() {
    upstream.send(head(EVENT_STREAM));
    return this;
  }

  /** The head that the client got. */
  public String head() {
    return head;
  }

  /** The upstream sends that, as a chunk. */
  public PlayedStream send(String text) {
    upstream.send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    return this;
  }

  /** The upstream ends its response in order. */
  public PlayedStream end() {
    upstream.send("0\r\n\r\n");
    return this;
  }

  /** The upstream's connection. */
  public RawConnection upstream() {
    return upstream;
  }

  /** The client's connection. */
  public RawConnection client() {
    return client;
  }

  /** The gateway between them. */
  public GatewayFixture gateway() {
    return gateway;
  }

  /** The client reads just that. */
  public PlayedStream expect(String text) {
    try {
      assertThat(new String(content.readNBytes(text.length()), ISO_8859_1)).isEqualTo(text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The upstream sends that, and the client reads it. */
  public PlayedStream pass(String text) {
    return send(text).expect(text);
  }

  /** The client reads nothing for so long. */
  public PlayedStream expectSilence(Duration time) {
    assertThat(client.isSilentFor(time)).isTrue();
    return this;
  }

  /** The client reads all the rest, up to an end in order. */
  public String rest() {
    try {
      return new String(content.readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client reads an end in order, and nothing before it. */
  public void expectEnd() {
    assertThat(rest()).isEmpty();
  }

  /** The client reads an end that nobody takes for one in order, and nothing before it. */
  public void expectCut() {
    try {
      int read = content.read();
      throw new AssertionError(read < 0 ? "an end in order" : "a byte: " + (char) read);
    } catch (EOFException _) {
      // As it should be.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    upstreams.close();
    gateway.close();
  }
}
