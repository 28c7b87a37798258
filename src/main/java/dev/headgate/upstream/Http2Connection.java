package dev.headgate.upstream;

import dev.headgate.exchange.Outcome;
import dev.headgate.http2.ConnectionErrorException;
import dev.headgate.http2.ErrorCode;
import dev.headgate.http2.FrameReader;
import dev.headgate.http2.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * A connection over which many exchanges of one I/O thread go, each on a stream of its own. It
 * reads whatever comes: what a stream's client is slow to take is bounded by that stream's window,
 * and never keeps another waiting.
 */
final class Http2Connection {
  /** Hears what the connection is good for. */
  interface Owner {
    /** The upstream speaks HTTP/2: exchanges may begin. */
    void greeted(Http2Connection connection);

    /** No further exchange may begin on it. */
    void gone(Http2Connection connection);

    /** It never came to a greeting. */
    void failed(UpstreamFailure failure);
  }

  private final UpstreamConnection link;
  private final UpstreamThread io;
  private final Owner owner;
  private final FrameReader reader = new FrameReader();
  private final Http2Output output;
  private final Http2Streams streams;
  private final Vigil vigil = new Vigil();
  private XnioExecutor.@Nullable Key tick;
  private boolean greeted;
  private boolean leaving;
  private boolean over;
  private boolean reading;

  Http2Connection(UpstreamConnection link, UpstreamThread io, Owner owner) {
    this.link = link;
    this.io = io;
    this.owner = owner;
    this.output = new Http2Output(link);
    this.streams = new Http2Streams(this, output, reader);
  }

  Target target() {
    return link.target();
  }

  /** Says what a client says first, and waits for the same of the upstream. */
  void greet() {
    output.add(Frames.preface(ReceiveWindow.FIRST_BYTES));
    output.add(Frames.window(0, Frames.WINDOW_BYTES_MAX - Frames.WINDOW_BYTES));
    link.listen(_ -> read(), _ -> flush());
    flush();
  }

  /** The upstream's settings came. */
  void settled() {
    if (!greeted) {
      greeted = true;
      setTick();
      owner.greeted(this);
    }
  }

  /** Whether one exchange more may begin. */
  boolean hasRoom() {
    return greeted && !leaving && !over && streams.hasRoom();
  }

  /** How much of a request's body may go out on a new stream. */
  int peerWindow() {
    return streams.peerWindow();
  }

  /** Names a stream that begins. */
  int open(Http2Stream stream) {
    vigil.used();
    return streams.open(stream);
  }

  /** Adds a request's head, and how much of the response may come more than at first. */
  void begin(int stream, byte[] block, boolean whole, int moreBytes) {
    output.add(Frames.headers(stream, block, whole));
    widen(stream, moreBytes);
  }

  /** That stream has something to send. */
  void ready(Http2Stream stream) {
    output.ready(stream);
  }

  /** Lets so much more of a response come. */
  void widen(int stream, int bytes) {
    if (bytes > 0) {
      output.add(Frames.window(stream, bytes));
    }
  }

  /** That stream is over, in order or for that reason. */
  void close(Http2Stream stream, @Nullable ErrorCode code) {
    streams.remove(stream);
    if (code != null) {
      output.add(Frames.reset(stream.id(), code));
    }
    if (leaving && streams.isEmpty()) {
      close();
    } else {
      flush();
    }
  }

  /** No further exchange begins; those that go on may end. */
  void leave() {
    if (!leaving) {
      leaving = true;
      owner.gone(this);
    }
    if (streams.isEmpty()) {
      close();
    }
  }

  /** Ends the connection in order; no exchange goes on over it. */
  void close() {
    shut(ErrorCode.NO_ERROR);
  }

  private void read() {
    if (over) {
      return;
    }
    ByteBuffer buffer = io.buffer(UpstreamThread.READ_BYTES_MAX);
    int start = buffer.position();
    reading = true;
    try {
      int count = link.read(buffer);
      if (count < 0) {
        ended(null);
      } else if (count > 0) {
        vigil.heard();
        reader.read(buffer.flip().position(start), streams);
        streams.passHeads();
      }
    } catch (ConnectionErrorException e) {
      shut(e.code());
      lost(Outcome.UPSTREAM_MALFORMED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      ended(e);
    } catch (RuntimeException e) {
      // XNIO would swallow it, and the exchanges would never end.
      lost(Outcome.INTERNAL_ERROR, "defect: " + e + " at " + e.getStackTrace()[0]);
    } finally {
      reading = false;
    }
    flush();
  }

  /**
   * Writes what is there; while frames are read, all that they bring about goes out with one write.
   */
  void flush() {
    if (over || reading) {
      return;
    }
    if (output.isStuck()) {
      lost(Outcome.UPSTREAM_RESET, "the upstream does not read what it asks for");
      return;
    }
    try {
      output.flush();
    } catch (IOException _) {
      // What it said before may still be on its way; reading tells.
      link.suspendWrites();
      leave();
    }
  }

  private void shut(ErrorCode code) {
    if (over) {
      return;
    }
    output.add(Frames.goAway(code));
    try {
      output.flush();
    } catch (IOException _) {
      // It has gone already.
    }
    end();
  }

  private void end() {
    over = true;
    if (tick != null) {
      tick.remove();
    }
    if (!leaving) {
      leaving = true;
      owner.gone(this);
    }
    link.close();
  }

  private void ended(@Nullable IOException failure) {
    String refusal = greeted ? null : link.tlsFailure(failure);
    if (refusal != null) {
      lost(Outcome.UPSTREAM_TLS_FAILED, refusal);
    } else if (failure == null) {
      lost(Outcome.UPSTREAM_TRUNCATED, "the upstream closed before its response was whole");
    } else {
      lost(Outcome.UPSTREAM_RESET, "the upstream's connection failed: " + failure.getMessage());
    }
  }

  /** The connection is no more, and takes the exchanges with it. */
  private void lost(Outcome outcome, String detail) {
    if (!over) {
      end();
    }
    if (greeted) {
      streams.lost(outcome, detail);
    } else {
      boolean spoke = outcome != Outcome.UPSTREAM_TRUNCATED && outcome != Outcome.UPSTREAM_RESET;
      owner.failed(
          new UpstreamFailure(
              spoke ? outcome : Outcome.UPSTREAM_UNREACHABLE,
              spoke ? detail : "the upstream gave the connection up before it greeted"));
    }
  }

  private void setTick() {
    tick = io.thread().executeAfter(this::tick, Vigil.TICK_SECONDS_MAX, TimeUnit.SECONDS);
  }

  private void tick() {
    if (over) {
      return;
    }
    setTick();
    reader.forgive();
    switch (vigil.tick(!streams.isEmpty())) {
      case WAIT -> {}
      case ASK -> {
        output.add(Frames.ping(0, false));
        flush();
      }
      case DEAD ->
          lost(
              Outcome.UPSTREAM_RESET,
              "the upstream gives no sign of life within " + Vigil.TICK_SECONDS_MAX + " s");
      case IDLE -> close();
    }
  }
}
