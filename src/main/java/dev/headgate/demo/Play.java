package dev.headgate.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headgate.client.ClientStream;
import dev.headgate.client.ReceivedRequest;
import dev.headgate.demo.Script.Event;
import dev.headgate.http1.HttpVersion;
import dev.headgate.http1.RequestHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * One stream while it is played: an event, a pause, the next event, until the script is over or the
 * reader leaves. A script is a few dozen KiB, so what a slow reader does not take is simply held.
 */
final class Play implements ClientStream.Listener {
  private static final byte[] PING = ": ping\n\n".getBytes(UTF_8);
  private static final Duration PING_PAUSE = Duration.ofSeconds(1);
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final HttpServerExchange exchange;
  private final RequestHead head;
  private final Script script;
  private final Pace pace;
  private final BiConsumer<Play, String> ended;
  private final ClientStream client;
  private XnioExecutor.@Nullable Key next;
  private int eventsPlayed;
  private int tokensPlayed;
  private boolean over;

  /**
   * Plays that script to a client whose request has been read whole.
   *
   * @param ended hears once how it ended
   */
  Play(HttpServerExchange exchange, Script script, Pace pace, BiConsumer<Play, String> ended) {
    this.exchange = exchange;
    this.script = script;
    this.pace = pace;
    this.ended = ended;
    this.head = ReceivedRequest.of(exchange).head();
    this.client = new ClientStream(exchange, this);
  }

  /** Sends the head and the events, each in its time. */
  void begin() {
    client.watch();
    if (pace.head().isZero()) {
      sendHead();
    } else {
      later(this::sendHead, pace.head());
    }
  }

  private void sendHead() {
    if (over) {
      return;
    }
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
    if (head.version() == HttpVersion.HTTP_1_1) {
      exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
    }
    client.begin();
    client.write(NOTHING);
    goOn();
  }

  private void goOn() {
    if (over) {
      return;
    }
    if (eventsPlayed == script.events().size()) {
      finish();
      return;
    }
    Event event = script.events().get(eventsPlayed);
    Duration pause = event.isToken() ? pace.before(tokensPlayed) : Duration.ZERO;
    later(() -> play(event), pause);
  }

  private void play(Event event) {
    if (over) {
      return;
    }
    client.write(ByteBuffer.wrap(event.text().getBytes(UTF_8)));
    if (over) {
      return;
    }
    eventsPlayed++;
    tokensPlayed += event.isToken() ? 1 : 0;
    goOn();
  }

  private void finish() {
    switch (script.ending()) {
      case IN_ORDER -> client.end(NOTHING);
      case TRUNCATION -> cut();
      case RESET -> {
        client.reset();
        endCut();
      }
      case SILENCE -> next = null;
      case PINGS -> later(this::ping, PING_PAUSE);
    }
  }

  private void ping() {
    if (!over) {
      client.write(ByteBuffer.wrap(PING));
      finish();
    }
  }

  private void later(Runnable what, Duration pause) {
    next = exchange.getIoThread().executeAfter(what, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it before its time, so that the reader cannot take the end for the script's. */
  void cut() {
    client.cut();
    endCut();
  }

  private void endCut() {
    end("cut after %s of %s events of %s");
  }

  @Override
  public void clientLeft() {
    end("reader left after %s of %s events of %s");
  }

  @Override
  public void clientTook() {
    // The pace, not the client, says when the next event is due.
  }

  @Override
  public void clientDone() {
    end("played %s of %s events of %s");
  }

  private void end(String how) {
    over = true;
    if (next != null) {
      next.remove();
    }
    String request = head.method() + " " + head.path();
    ended.accept(this, how.formatted(eventsPlayed, script.events().size(), request));
  }
}
