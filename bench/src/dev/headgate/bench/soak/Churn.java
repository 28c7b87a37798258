package dev.headgate.bench.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays many endings, so many at once. */
final class Churn {
  private static final int AT_ONCE = 200;

  private final List<Ending> endings;
  private final int port;
  private final Complaints complaints;
  private final AtomicInteger next = new AtomicInteger();

  Churn(List<Ending> endings, int port, Complaints complaints) {
    this.endings = endings;
    this.port = port;
    this.complaints = complaints;
  }

  /** Begins; whoever called it goes on. */
  List<Thread> start() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      threads.add(Thread.ofVirtual().start(this::play));
    }
    return threads;
  }

  /** How many have begun. */
  int begun() {
    return Math.min(next.get(), endings.size());
  }

  private void play() {
    try (SoakClient client = new SoakClient(port)) {
      int number;
      while ((number = next.getAndIncrement()) < endings.size()) {
        play(client, endings.get(number));
      }
    } catch (IOException e) {
      complaints.add("a client could not close: " + e.getMessage());
    }
  }

  private void play(SoakClient client, Ending ending) throws IOException {
    try {
      client.play(ending);
    } catch (IOException | InterruptedException e) {
      complaints.add(ending + ": " + e.getMessage());
      client.close();
    }
  }
}
