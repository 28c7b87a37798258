package dev.headgate.relay;

import dev.headgate.dialect.Failure;
import dev.headgate.dialect.StreamReader;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.StreamSummary;
import dev.headgate.http1.ResponseBody;
import dev.headgate.http1.ResponseHead;
import dev.headgate.route.Route;
import dev.headgate.upstream.ContentSink;
import dev.headgate.upstream.UpstreamCall;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Moves one response from its upstream to its client, byte for byte: each piece is written and
 * flushed as it comes, a stream in whole events; or, on a stream with a flush window, with all that
 * came within it.
 */
public final class Relay implements Response, ContentSink, Alarm.ResponseListener {
  /** Hears of what only reading a stream tells. */
  public interface Listener {
    /** The upstream ended its response in order, but not the stream that it holds. */
    void streamCutShort(String detail);

    /** The stream brought more tokens than it may; perhaps told again. */
    void tokensSpent();

    /** The upstream was read on, without a client, as far as it is to be. */
    void readLongEnough();
  }

  /** How much is read of a response whose client left. */
  static final long READ_ON_BYTES_MAX = 16L * 1024 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final HttpServerExchange exchange;
  private final UpstreamCall call;
  private final ResponseBody body;
  private final Alarm alarm;
  private final ExchangeFacts facts;
  private final Listener listener;
  private final Outlet outlet;
  private final @Nullable Watch watch;
  private long now;
  private boolean headSent;
  private boolean letGoLater;
  private boolean clientGone;
  private long readOnBytes;
  private boolean ending;
  private boolean stopped;
  private ByteBuffer lastPiece = NOTHING;

  private Relay(
      RelaySetting setting,
      UpstreamCall call,
      ResponseBody body,
      @Nullable StreamReader reader,
      boolean stream,
      boolean headSent) {
    this.exchange = setting.exchange();
    this.call = call;
    this.body = body;
    this.alarm = setting.alarm();
    this.facts = setting.facts();
    this.listener = setting.listener();
    this.now = alarm.now();
    long window = stream ? setting.route().flushNanos() : 0;
    this.outlet = new Outlet(setting, call, new Gathering(call, exchange.getIoThread(), window));
    this.headSent = headSent;
    this.watch = reader == null ? null : new Watch(reader, setting, headSent, this::pass);
  }

  /**
   * Passes the head on, which goes out with the first piece of the body.
   *
   * @param headSent whether the client has a head already, see {@link EarlyHead}
   */
  public static Relay begin(
      RelaySetting setting,
      UpstreamCall call,
      ResponseHead head,
      ResponseBody body,
      boolean headSent) {
    String mediaType = ResponseFields.mediaType(head);
    boolean stream = ResponseFields.isStream(mediaType);
    Route route = setting.route();
    StreamReader reader =
        ResponseFields.isReadable(setting.exchange(), head) ? setting.reader(mediaType) : null;
    Relay relay = new Relay(setting, call, body, reader, stream, headSent);
    setting.facts().headCame(head.status(), stream);
    setting.alarm().responseBegan(relay);
    setting.alarm().headCame(reader != null, route.heartbeat().every());
    if (!headSent) {
      ResponseFields.write(setting, head, body, stream);
      setting.client().begin();
    }
    return relay;
  }

  @Override
  public int room() {
    return outlet.room();
  }

  @Override
  public void content(ByteBuffer bytes) {
    int length = bytes.remaining();
    take(bytes, length);
    if (clientGone) {
      readOn(length);
      return;
    }
    if (watch != null && watch.isOverspent()) {
      listener.tokensSpent();
    }
    if (stopped) {
      return;
    }
    if (!headSent) {
      write(NOTHING);
    }
    outlet.tookPiece(length);
  }

  private void readOn(int length) {
    readOnBytes += length;
    if (readOnBytes > READ_ON_BYTES_MAX) {
      listener.readLongEnough();
    }
  }

  private void take(ByteBuffer bytes, int length) {
    if (length == 0) {
      return;
    }
    now = alarm.now();
    facts.contentCame(length, now);
    alarm.bytesCame(now);
    if (watch == null) {
      pass(bytes);
    } else {
      watch.take(bytes, now);
    }
  }

  /** The last piece waits for the end, to be written with it. */
  private void pass(ByteBuffer bytes) {
    if (clientGone) {
      return;
    }
    if (!ending) {
      write(bytes);
      return;
    }
    if (lastPiece.hasRemaining()) {
      write(lastPiece);
    }
    // Another piece may come out of the same buffer.
    lastPiece = bytes.duplicate();
  }

  private void write(ByteBuffer bytes) {
    headSent = true;
    alarm.wrote(now);
    outlet.write(bytes, now);
  }

  @Override
  public void clientGone() {
    clientGone = true;
    outlet.clientGone();
  }

  @Override
  public void clientTook() {
    outlet.clientTook();
    if (letGoLater && !outlet.isBehind()) {
      letGo();
    }
  }

  @Override
  public void ended(ByteBuffer last) {
    ending = true;
    outlet.stop();
    take(last, last.remaining());
    if (clientGone) {
      listener.readLongEnough();
    } else if (watch == null || watch.end()) {
      alarm.bodyCame();
      facts.upstreamEnded();
      ResponseFields.writeTrailers(exchange, body.trailers());
      if (watch != null && watch.rest().hasRemaining()) {
        pass(watch.rest());
      }
      outlet.end(lastPiece);
    } else {
      if (lastPiece.hasRemaining() || !headSent) {
        write(lastPiece);
      }
      listener.streamCutShort("the stream ended without " + watch.terminator());
    }
  }

  /** The upstream lingers behind its terminator: what it does still is nobody's business. */
  @Override
  public void finish() {
    call.cancel();
    ended(NOTHING);
  }

  @Override
  public boolean finishIfEnded() {
    boolean ends = watch != null && watch.hasEnded() && !ending;
    if (ends) {
      finish();
    }
    return ends;
  }

  /** The tail of an event was held back long enough. */
  @Override
  public void letGo() {
    if (watch == null) {
      return;
    }
    // A client that is behind has enough to read.
    letGoLater = outlet.isBehind();
    if (!letGoLater) {
      watch.letGo();
      outlet.pauseIfFull();
    }
  }

  /** Shows the client that the stream is alive, if anything may be shown now. */
  @Override
  public void beat() {
    byte[] beat = watch == null || clientGone || outlet.isBehind() ? null : watch.heartbeat();
    if (beat != null) {
      facts.heartbeatSent();
      now = alarm.now();
      write(ByteBuffer.wrap(beat));
    }
  }

  @Override
  public boolean tell(Failure failure) {
    if (watch == null) {
      return false;
    }
    byte[] event = watch.errorEvent(failure);
    if (event == null) {
      // A cut follows, and nothing of the gateway's own.
      write(watch.rest());
      return false;
    }
    if (watch.isCutBehindErrorEvent()) {
      outlet.endCut(ByteBuffer.wrap(event));
    } else {
      outlet.end(ByteBuffer.wrap(event));
    }
    return true;
  }

  @Override
  public boolean hasEnded() {
    return watch != null && watch.hasEnded() && !outlet.isBehind();
  }

  @Override
  public boolean hasFailed() {
    return watch != null && watch.hasFailed();
  }

  @Override
  public String error() {
    return watch == null ? "" : watch.error();
  }

  @Override
  public @Nullable StreamSummary summary() {
    return watch == null ? null : watch.summary(facts.bytesIn());
  }

  @Override
  public void stop() {
    stopped = true;
    outlet.stop();
    if (watch != null) {
      watch.release();
      facts.streamRead(watch.summary(facts.bytesIn()));
    }
  }
}
