package dev.headgate.proxy;

import dev.headgate.client.HeldBody;
import dev.headgate.client.HeldMemory;
import dev.headgate.config.value.Patience;
import dev.headgate.dialect.RequestHints;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.ResponseBody;
import dev.headgate.http1.ResponseHead;
import dev.headgate.relay.Alarm;
import dev.headgate.route.MalformedPathException;
import dev.headgate.route.Route;
import dev.headgate.upstream.ContentSink;
import dev.headgate.upstream.ForwardedHead;
import dev.headgate.upstream.Target;
import dev.headgate.upstream.UpstreamCall;
import dev.headgate.upstream.UpstreamFailure;
import dev.headgate.upstream.UpstreamRequest;
import dev.headgate.upstream.UpstreamThread;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings a request to its upstream: holds the body, up to the route's bound, and then connects and
 * sends; or, where the route says so, connects first and streams the body.
 */
final class Opening implements HeldBody.Listener, Upload.Listener, UpstreamCall.Listener {
  /** Hears how it went. */
  interface Listener {
    /** The request has been read whole. */
    void requestRead();

    /** The upstream's head came; what is returned gets the body. */
    ContentSink opened(UpstreamCall call, ResponseHead head, ResponseBody body);

    /** The client went away within its request. */
    void requestAbandoned();

    /** The request, or its upstream, failed; perhaps after the head came. */
    void failed(Refusal why);
  }

  private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

  private final ClientRequest request;
  private final Route route;
  private final Entrance entrance;
  private final UpstreamThread io;
  private final HeldMemory memory;
  private final Alarm alarm;
  private final ExchangeFacts facts;
  private final Listener listener;
  private @Nullable HeldBody body;
  private @Nullable UpstreamCall call;
  private @Nullable Upload upload;
  private RequestHints hints = RequestHints.NONE;
  private boolean asksForStream;
  private boolean sent;
  private boolean answered;

  Opening(
      ClientRequest request,
      Route route,
      Entrance entrance,
      UpstreamThread io,
      HeldMemory memory,
      Alarm alarm,
      ExchangeFacts facts,
      Listener listener) {
    this.request = request;
    this.route = route;
    this.entrance = entrance;
    this.io = io;
    this.memory = memory;
    this.alarm = alarm;
    this.facts = facts;
    this.listener = listener;
  }

  void start() {
    if (request.exchange().isRequestComplete()) {
      bodyHeld(NO_BODY);
    } else if (route.streamsBody()) {
      asksForStream = request.asksForStream(hints);
      entrance.enter(() -> send(NO_BODY, true));
    } else {
      body = new HeldBody(route.bodyBytesMax(), memory, this);
      body.read(request.exchange());
    }
  }

  /** Ends whatever goes on towards the upstream. */
  void cancel() {
    releaseBody();
    if (upload != null) {
      upload.stop();
    }
    if (call != null) {
      call.cancel();
    }
  }

  private void releaseBody() {
    if (body != null) {
      body.release();
    }
  }

  @Override
  public void bodyHeld(ByteBuffer whole) {
    facts.bodyCame(whole.remaining());
    hints = RequestHints.of(whole);
    asksForStream = request.asksForStream(hints);
    listener.requestRead();
    entrance.enter(() -> send(asking(whole), false));
  }

  /** The body that the upstream gets: the client's own, unless the route has it ask for usage. */
  private ByteBuffer asking(ByteBuffer whole) {
    boolean asks = route.usage().askUpstream() && hints.asksForStream();
    ByteBuffer asking = asks ? request.dialect(route).askingForUsage(whole) : null;
    if (asking == null) {
      return whole;
    }
    hints = hints.withUsageAdded();
    return asking;
  }

  private void send(ByteBuffer whole, boolean streamed) {
    ForwardedHead head;
    try {
      head =
          streamed
              ? request.headForStreaming(route, entrance.upstreamFields(), asksForStream)
              : request.headFor(route, entrance.upstreamFields(), asksForStream, whole.remaining());
    } catch (MalformedPathException e) {
      listener.failed(Refusal.malformed(String.valueOf(e.getMessage())));
      return;
    }
    Target target = route.upstream().pick();
    facts.sentTo(target.toString());
    call =
        UpstreamCall.to(
            target, new UpstreamRequest(head, whole, streamed, route.heldBytesMax()), io, this);
    if (streamed) {
      upload = new Upload(request.exchange(), call, route.heldBytesMax(), memory, this);
    }
    alarm.connecting();
    call.start();
  }

  @Override
  public void upstreamConnected(boolean reused) {
    facts.connected(reused);
    alarm.connected();
    if (upload == null) {
      requestSent();
    }
  }

  @Override
  public void upstreamWritable() {
    Objects.requireNonNull(upload).upstreamWritable();
  }

  @Override
  public void uploaded(int bytes) {
    facts.bodyCame(bytes);
  }

  @Override
  public void uploadEnded() {
    listener.requestRead();
    if (!answered) {
      requestSent();
    }
  }

  private void requestSent() {
    sent = true;
    alarm.requestSent(asksForStream);
    Patience patience = route.heartbeat().beforeHeaders();
    if (!patience.limit().isOff() && request.takesOnlyEvents(route, hints)) {
      alarm.awaitHead(patience);
    }
  }

  /** What the request's body told, once it was read. */
  RequestHints hints() {
    return hints;
  }

  /** How long the upstream is read on if the client leaves now; 0: not at all. */
  long readOnNanos() {
    return sent ? route.readOnNanos() : 0;
  }

  @Override
  public ContentSink upstreamHead(ResponseHead head, ResponseBody content) {
    answered = true;
    // It is not sent again, and a stream may go on for long.
    releaseBody();
    return listener.opened(Objects.requireNonNull(call), head, content);
  }

  @Override
  public void upstreamFailed(UpstreamFailure failure) {
    listener.failed(Refusal.of(failure));
  }

  @Override
  public void bodyTooLarge() {
    listener.failed(Refusal.of(Outcome.BODY_TOO_LARGE));
  }

  @Override
  public void bodyNotHeld() {
    listener.failed(Refusal.of(Outcome.OVERLOADED));
  }

  @Override
  public void bodyMalformed(String detail) {
    listener.failed(Refusal.of(Outcome.REQUEST_MALFORMED, detail));
  }

  @Override
  public void bodyAbandoned() {
    listener.requestAbandoned();
  }

  @Override
  public void bodyLate() {
    listener.failed(Refusal.of(Outcome.REQUEST_TIMEOUT));
  }
}
