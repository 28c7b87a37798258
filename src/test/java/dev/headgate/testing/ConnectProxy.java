package dev.headgate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A proxy on loopback, and what it was asked. Whatever name is asked for leads to one port. */
public final class ConnectProxy implements AutoCloseable {
  private static final int PIECE_BYTES = 16 * 1024;

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private final RawUpstream proxy;

  private ConnectProxy(RawUpstream.Script behindTheRequest) {
    proxy =
        RawUpstream.playing(connection -> {
          String request = connection.readHead();
          asked.add(request);
          behindTheRequest.play(connection);
          ended.add(request);
        });
  }

  /** One that leads to a port of this machine. */
  public static ConnectProxy to(int port) {
    return new ConnectProxy(connection -> tunnel(connection, port));
  }

  /** One that says that in answer, and waits for the other to end. */
  public static ConnectProxy answering(String answer) {
    return new ConnectProxy(connection -> {
      connection.send(answer);
      connection.readAll();
    });
  }

  /** One that says that in answer, and ends. */
  public static ConnectProxy endingAfter(String answer) {
    return new ConnectProxy(connection -> connection.send(answer));
  }

  private static void tunnel(RawConnection client, int port) throws IOException {
    try (RawConnection target = RawConnection.to(port)) {
      client.send("HTTP/1.1 200 Connection established\r\n\r\n");
      var _ = Thread.ofVirtual().start(() -> pump(target, client));
      pump(client, target);
    }
  }

  /** Ends when either end does. */
  private static void pump(RawConnection from, RawConnection to) {
    byte[] piece = new byte[PIECE_BYTES];
    try {
      for (int count = from.in().read(piece); count >= 0; count = from.in().read(piece)) {
        to.send(Arrays.copyOf(piece, count));
      }
      to.close();
    } catch (IOException | RuntimeException _) {
      to.close();
    }
  }

  /** The variables that name it, with a user and a password that are odd in a URL. */
  public Map<String, String> environment() {
    return Map.of("HTTPS_PROXY", "http://ann:p%40s%2Bs@127.0.0.1:" + port());
  }

  /** The head of the next request. */
  public String next() {
    return next(asked, "a request");
  }

  /** Waits for the end of a connection, by whichever end. */
  public void awaitEnd() {
    next(ended, "an end");
  }

  private static String next(BlockingQueue<String> queue, String what) {
    try {
      String next = queue.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
      return assertThat(next).as(what).isNotNull().actual();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many connections it has accepted. */
  public int accepted() {
    return proxy.accepted();
  }

  /** Its port on loopback. */
  public int port() {
    return proxy.port();
  }

  @Override
  public void close() {
    proxy.close();
  }
}
