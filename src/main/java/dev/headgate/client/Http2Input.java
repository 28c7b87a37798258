package dev.headgate.client;

import dev.headgate.time.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Passes on what an HTTP/2 client sends. Undertow takes a head for whole wherever what it has read
 * ends between two frames of it; so the last byte of such a frame waits for the next.
 */
final class Http2Input {
  /** Where the bytes come from. */
  @FunctionalInterface
  interface Source {
    int read(ByteBuffer into) throws IOException;
  }

  private final Http2Frames frames = new Http2Frames(new IdleFrames());
  private final TimeSource time = TimeSource.SYSTEM;
  private final Http2Streams streams;
  private final StreamConnection connection;
  private final HeadDeadline deadline;
  private boolean holdsByte;
  private byte heldByte;

  Http2Input(Http2Streams streams, StreamConnection connection, HeadDeadline deadline) {
    this.streams = streams;
    this.connection = connection;
    this.deadline = deadline;
  }

  int read(ByteBuffer into, Source source) throws IOException {
    int from = into.position();
    if (holdsByte && into.hasRemaining()) {
      into.put(heldByte);
    }
    int fresh = into.position();
    int count = source.read(into);
    if (count < 0 && frames.isInPreface()) {
      return notHttp2();
    }
    if (count <= 0) {
      into.position(from);
      return count;
    }
    if (!frames.follow(into.duplicate().flip().position(fresh), time.nanos())) {
      return notHttp2();
    }
    timeHead();
    holdsByte = frames.isBetweenFramesOfAHead();
    if (holdsByte) {
      into.position(into.position() - 1);
      heldByte = into.get(into.position());
    }
    return into.position() - from;
  }

  /** Undertow would answer in HTTP/1.1, or wait on. */
  private int notHttp2() {
    IoUtils.safeClose(connection);
    return -1;
  }

  private void timeHead() {
    if (frames.isInHead()) {
      deadline.headBegun();
    } else if (deadline.isInHead()) {
      streams.headOver(connection.getPeerAddress());
    }
  }
}
