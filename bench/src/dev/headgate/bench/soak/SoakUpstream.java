package dev.headgate.bench.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** The upstream: a virtual thread for each connection. */
final class SoakUpstream implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final ServerSocket listener;
  private final Complaints complaints;
  private final AtomicInteger open = new AtomicInteger();

  private SoakUpstream(ServerSocket listener, Complaints complaints) {
    this.listener = listener;
    this.complaints = complaints;
  }

  static SoakUpstream listen(int port, Complaints complaints) throws IOException {
    ServerSocket listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    SoakUpstream upstream = new SoakUpstream(listener, complaints);
    Thread.ofPlatform().daemon().start(upstream::accept);
    return upstream;
  }

  /** How many connections stand. */
  int open() {
    return open.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          complaints.add("the upstream cannot accept: " + e.getMessage());
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new Answering(socket, complaints).run();
    } catch (IOException e) {
      // The gateway left: whoever did not expect it has complained.
    } finally {
      open.decrementAndGet();
    }
  }
}
