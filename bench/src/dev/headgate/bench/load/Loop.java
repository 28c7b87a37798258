package dev.headgate.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** The one thread that moves all bytes; it knows how much of its time that took. */
final class Loop {
  /** Who is told that a channel has something to read, to accept, or room to write. */
  interface Handler {
    void ready(SelectionKey key) throws IOException;

    void broken(IOException cause);
  }

  /** What is to be done in each turn, ready channels apart. */
  interface Due {
    /** Does it, and tells whether there was anything to do. */
    boolean run(long now) throws IOException;
  }

  private static final int WAIT_MILLIS = 1;

  private final Selector selector = Selector.open();
  private final boolean spinning;
  private long busyNanos;

  /**
   * A loop, not yet turning.
   *
   * @param spinning whether it never sleeps, which is precise, and wants a core of its own
   */
  Loop(boolean spinning) throws IOException {
    this.spinning = spinning;
  }

  SelectionKey register(SelectableChannel channel, int interest, Handler handler)
      throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, interest, handler);
  }

  /** How long it was at work since it was made, looking in vain and sleeping apart. */
  long busyNanos() {
    return busyNanos;
  }

  void turn(Due due) throws IOException {
    if (!spinning) {
      selector.select(WAIT_MILLIS);
    }
    long begin = System.nanoTime();
    int ready = selector.selectNow(Loop::handle);
    boolean busy = due.run(System.nanoTime());
    if (busy || ready > 0) {
      busyNanos += System.nanoTime() - begin;
    }
  }

  private static void handle(SelectionKey key) {
    Handler handler = (Handler) key.attachment();
    try {
      handler.ready(key);
    } catch (IOException e) {
      key.cancel();
      close(key.channel());
      handler.broken(e);
    }
  }

  private static void close(SelectableChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
