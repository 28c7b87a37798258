package dev.headgate.examples;

import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;

/**
 * A stream between both of its ends: what the app sends next it sends only when the client has all
 * that it sent before.
 */
record HandPlayedStream(RawConnection app, RawConnection client, boolean chunked)
    implements AutoCloseable {
  /** A path that streams, in the examples. */
  static final String PATH = "/chat";

  static final String LAST_CHUNK = "0\r\n\r\n";

  /** What an app answers that ends its stream by closing the connection. */
  static final String PLAIN_HEAD = "HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n";

  private static final String CHUNKED_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  /** Asks for a stream at that port, on whatever way it reaches the app; the app begins it. */
  static HandPlayedStream open(int port, HandUpstream app, String... fields) {
    RawConnection client = ask(port, PATH, fields);
    RawConnection asked = app.next();
    // Who asks over HTTP/1.0 knows no chunks: the end of a body is the connection's.
    boolean chunked = asked.readRequest().lines().findFirst().orElseThrow().endsWith("HTTP/1.1");
    asked.send(chunked ? CHUNKED_HEAD : PLAIN_HEAD + "\r\n");
    return new HandPlayedStream(asked, client, chunked);
  }

  /** Asks, without waiting for anything. */
  static RawConnection ask(int port, String path, String... fields) {
    String request = "GET " + path + " HTTP/1.1\r\nHost: example.test\r\n";
    return RawConnection.to(port).send(request + String.join("", fields) + "\r\n");
  }

  /** The app sends an event, and the client reads up to it. */
  void pass(String event) {
    app.send(chunked ? Integer.toHexString(event.length()) + "\r\n" + event + "\r\n" : event);
    client.readThrough(event);
  }

  /** The app ends the stream, and the client reads to its end. */
  void end() {
    if (chunked) {
      app.send(LAST_CHUNK);
    } else {
      app.finish();
    }
    client.readThrough(LAST_CHUNK);
  }

  @Override
  public void close() {
    client.close();
    app.close();
  }
}
