package dev.headgate.upstream;

import dev.headgate.exchange.Outcome;
import dev.headgate.http1.ResponseBody;
import dev.headgate.http1.ResponseHead;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/**
 * One request to one target, and its response. Everything happens on one I/O thread, the client's
 * own. Just one of {@link ContentSink#ended} and {@link Listener#upstreamFailed} is heard, unless
 * the call is cancelled first.
 */
public final class UpstreamCall {
  /** Hears how the call goes. */
  public interface Listener {
    /** A connection stands. */
    void upstreamConnected(boolean reused);

    /** The upstream took all that was written of a streamed body. */
    void upstreamWritable();

    /** The final response's head came; what is returned gets the body. */
    ContentSink upstreamHead(ResponseHead head, ResponseBody body);

    /** There is no response, or not all of it. */
    void upstreamFailed(UpstreamFailure failure);
  }

  /** How often a request goes again that an upstream says it has not looked at. */
  static final int AGAIN_MAX = 2;

  private final Target target;
  private UpstreamRequest request;
  private final UpstreamThread io;
  private final Listener listener;
  private @Nullable Connecting connecting;
  private @Nullable Sharing sharing;
  private @Nullable Spoken spoken;
  private int again;
  private boolean over;

  private UpstreamCall(
      Target target, UpstreamRequest request, UpstreamThread io, Listener listener) {
    this.target = target;
    this.request = request;
    this.io = io;
    this.listener = listener;
  }

  /** A call to be made; nothing happens before {@link #start()}. */
  public static UpstreamCall to(
      Target target, UpstreamRequest request, UpstreamThread io, Listener listener) {
    return new UpstreamCall(target, request, io, listener);
  }

  /** Connects, or takes a connection that stands, and sends the request. */
  public void start() {
    target.begin();
    Http2Connection shared = target.mayShare() ? io.shared().standing(target) : null;
    if (shared != null) {
      share(shared, true);
      return;
    }
    UpstreamConnection idle = io.pool().take(target);
    if (idle == null) {
      connect();
    } else {
      own(idle, true);
    }
  }

  /** Ends the call at once: whatever the upstream still does for it loses its reader. */
  public void cancel() {
    if (!over) {
      over = true;
      target.end();
      if (spoken != null) {
        spoken.cancel();
      } else if (connecting != null) {
        connecting.cancel();
      } else if (sharing != null) {
        sharing.leave();
      }
    }
  }

  /** Reads nothing more until {@link #resume()}. */
  public void pause() {
    if (spoken != null) {
      spoken.pause();
    }
  }

  /** Reads as bytes come. */
  public void resume() {
    if (!over && spoken != null) {
      spoken.resume();
    }
  }

  /** Reads what is there now, without waiting to be told of it; returns how many bytes came. */
  public int readNow() {
    return over ? 0 : Objects.requireNonNull(spoken).readNow();
  }

  /**
   * Writes a piece of a streamed body.
   *
   * @param last whether the body ends with it
   * @return whether all was taken; if not, {@link Listener#upstreamWritable()} follows
   */
  public boolean write(boolean last, ByteBuffer piece) {
    return Objects.requireNonNull(spoken).write(last, piece);
  }

  private void connect() {
    if (target.mayShare()) {
      sharing = new Sharing();
      io.shared().reach(target, sharing);
      return;
    }
    connecting =
        new Connecting(
            target,
            io.thread(),
            new Connecting.Listener() {
              @Override
              public void connected(StreamConnection stream) {
                connecting = null;
                own(new UpstreamConnection(target, stream), false);
              }

              @Override
              public void failed(UpstreamFailure failure) {
                fail(failure.outcome(), failure.detail());
              }
            });
    connecting.start();
  }

  /** Waits for a connection that others may wait for too. */
  private final class Sharing implements Http2Connections.Caller {
    private @Nullable Attempt attempt;

    @Override
    public void waitsFor(Attempt of) {
      attempt = of;
    }

    @Override
    public void shared(Http2Connection connection) {
      share(connection, false);
    }

    @Override
    public void own(UpstreamConnection connection) {
      UpstreamCall.this.own(connection, false);
    }

    @Override
    public void notReached(UpstreamFailure failure) {
      fail(failure.outcome(), failure.detail());
    }

    void leave() {
      if (attempt != null) {
        attempt.leave(this);
      }
    }
  }

  private void own(UpstreamConnection connection, boolean reused) {
    speak(new Http1Exchange(this, connection, reused, listener), reused);
  }

  private void share(Http2Connection connection, boolean reused) {
    speak(new Http2Stream(this, connection, reused, listener), reused);
  }

  private void speak(Spoken words, boolean reused) {
    spoken = words;
    listener.upstreamConnected(reused);
    if (!over) {
      words.begin();
    }
  }

  Target target() {
    return target;
  }

  UpstreamThread io() {
    return io;
  }

  UpstreamRequest request() {
    return request;
  }

  boolean isOver() {
    return over;
  }

  /** The response's head came: the request is never sent again. */
  void answered() {
    request = request.answered();
  }

  /** The request goes once more, on a new connection. */
  void tryAgain() {
    spoken = null;
    connect();
  }

  /**
   * The upstream says that it has not looked at the request, which may then go again whatever its
   * method; returns whether it does.
   */
  boolean wasNotSeen() {
    if (request.streamed() || again == AGAIN_MAX) {
      return false;
    }
    again++;
    tryAgain();
    return true;
  }

  /** The response is whole. */
  void end() {
    over = true;
    target.end();
  }

  void fail(Outcome outcome, String detail) {
    if (!over) {
      cancel();
      listener.upstreamFailed(new UpstreamFailure(outcome, detail));
    }
  }
}
