package dev.headgate.testing;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Leads to a port of this machine, over connections that can be lost without a word. */
public final class HangingTunnel implements AutoCloseable {
  private static final int PIECE_BYTES = 16 * 1024;

  private final AtomicInteger begun = new AtomicInteger();
  private final RawUpstream near;
  private volatile int lost;

  private HangingTunnel(int port) {
    near = RawUpstream.playing(connection -> lead(connection, port));
  }

  /** One that leads to that port. */
  public static HangingTunnel to(int port) {
    return new HangingTunnel(port);
  }

  private void lead(RawConnection client, int port) {
    int number = begun.incrementAndGet();
    try (RawConnection target = RawConnection.to(port)) {
      var _ = Thread.ofVirtual().start(() -> pump(number, target, client));
      pump(number, client, target);
    }
  }

  private void pump(int number, RawConnection from, RawConnection to) {
    byte[] piece = new byte[PIECE_BYTES];
    try {
      for (int count = from.in().read(piece); count >= 0; count = from.in().read(piece)) {
        if (number > lost) {
          to.send(Arrays.copyOf(piece, count));
        }
      }
      to.close();
    } catch (IOException | RuntimeException _) {
      to.close();
    }
  }

  /** From now on nothing comes through the connections that there are, and none of them ends. */
  public void lose() {
    lost = begun.get();
  }

  /** Its port on loopback. */
  public int port() {
    return near.port();
  }

  @Override
  public void close() {
    near.close();
  }
}
