package dev.headgate.relay;

import dev.headgate.client.ClientStream;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.http1.BodyReader;
import dev.headgate.http1.Fields;
import dev.headgate.http1.ResponseHead;
import dev.headgate.route.Route;
import dev.headgate.upstream.UpstreamCall;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;

/**
 * Moves one response from its upstream to its client, byte for byte: each piece is written and
 * flushed as it comes, or, on a stream with a flush window, with all that came within it. A client
 * that reads slowly stops the reading from the upstream once {@code buffers.per_stream} is held, or
 * anything at all where the gateway's memory is short.
 */
public final class Relay implements UpstreamCall.Sink {
  /** How much is read at once while the gateway holds as much as it may. */
  private static final int LITTLE_BYTES = 4 * 1024;

  private final HttpServerExchange exchange;
  private final ClientStream client;
  private final UpstreamCall call;
  private final BodyReader body;
  private final Alarm alarm;
  private final ExchangeFacts facts;
  private final int heldBytesMax;
  private final Gathering gathering;
  private boolean clientBehind;
  private boolean full;

  private Relay(
      HttpServerExchange exchange,
      Route route,
      ClientStream client,
      UpstreamCall call,
      ResponseHead head,
      BodyReader body,
      Alarm alarm,
      ExchangeFacts facts) {
    this.exchange = exchange;
    this.client = client;
    this.call = call;
    this.body = body;
    this.alarm = alarm;
    this.facts = facts;
    this.heldBytesMax = route.heldBytesMax();
    boolean gathers = route.flushNanos() > 0 && ResponseFields.isStream(head);
    this.gathering = new Gathering(call, exchange.getIoThread(), gathers ? route.flushNanos() : 0);
  }

  /** Passes the head on, which goes out with the first piece of the body. */
  public static Relay begin(
      HttpServerExchange exchange,
      Route route,
      ClientStream client,
      UpstreamCall call,
      ResponseHead head,
      BodyReader body,
      Alarm alarm,
      ExchangeFacts facts) {
    Relay relay = new Relay(exchange, route, client, call, head, body, alarm, facts);
    facts.headCame(head.status(), ResponseFields.isStream(head));
    ResponseFields.write(exchange, head, body, route.responseHeaders());
    client.begin();
    return relay;
  }

  @Override
  public int room() {
    int left = heldBytesMax - client.heldBytes();
    return client.isMemoryFull() ? Math.min(left, LITTLE_BYTES) : left;
  }

  @Override
  public void content(ByteBuffer bytes) {
    int length = bytes.remaining();
    count(length);
    client.write(bytes);
    noteClient();
    if (room() <= 0 || (clientBehind && client.isMemoryFull())) {
      full = true;
      gathering.stop();
      call.pause();
    } else {
      gathering.wrote(length);
    }
  }

  private void count(int bytes) {
    if (bytes > 0) {
      facts.contentCame(bytes);
    }
  }

  /** The client took some of what it was behind with. */
  public void clientTook() {
    clientBehind = client.isBehind();
    alarm.clientBehind(clientBehind);
    if (full && !clientBehind) {
      full = false;
      call.resume();
    }
  }

  @Override
  public void ended(ByteBuffer last) {
    gathering.stop();
    count(last.remaining());
    facts.upstreamEnded();
    passTrailers(body.trailers());
    client.end(last);
    noteClient();
  }

  /** No more is moved. */
  public void stop() {
    gathering.stop();
  }

  private void noteClient() {
    if (!clientBehind && client.isBehind()) {
      clientBehind = true;
      alarm.clientBehind(true);
    }
  }

  private void passTrailers(Fields trailers) {
    if (trailers.size() > 0) {
      HeaderMap map = new HeaderMap();
      trailers.forEach(field -> map.add(new HttpString(field.name()), field.value()));
      exchange.putAttachment(HttpAttachments.RESPONSE_TRAILERS, map);
    }
  }
}
