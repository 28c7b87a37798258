package dev.headgate.relay;

import dev.headgate.config.block.HeartbeatStyle;
import dev.headgate.dialect.Failure;
import dev.headgate.dialect.StreamReader;
import dev.headgate.dialect.StreamReading;
import dev.headgate.dialect.StreamReading.End;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.StreamSummary;
import dev.headgate.sse.ByteOrderMark;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Understands one stream while it passes: reads its events, tells the deadlines what came, and
 * knows where something of the gateway's own may stand.
 */
final class Watch implements WholeEvents.Listener {
  private final StreamReader reader;
  private final WholeEvents events;
  private final HeartbeatStyle style;
  private final boolean hidesUsage;
  private final long tokensMax;
  private final Alarm alarm;
  private final ExchangeFacts facts;
  private final Consumer<ByteBuffer> out;
  private End told = End.OPEN;
  private long now;
  private boolean lastUnread;
  private boolean anyPassed;
  private boolean beatFirst;

  /**
   * Watches a stream.
   *
   * @param beatFirst whether the client was sent heartbeats already
   * @param out gets what is passed on; what surrounds the bytes may be overwritten
   */
  Watch(StreamReader reader, RelaySetting setting, boolean beatFirst, Consumer<ByteBuffer> out) {
    this.reader = reader;
    this.beatFirst = beatFirst;
    this.events =
        new WholeEvents(
            reader.scanner(), setting.route().eventBytesMax(), setting.client().memory(), this);
    this.style = setting.route().heartbeat().style();
    this.hidesUsage = setting.hints().usageIsAdded() && setting.route().usage().hideFromClient();
    this.tokensMax = setting.tokensMax();
    this.alarm = setting.alarm();
    this.facts = setting.facts();
    this.out = out;
  }

  /** Takes a piece of the stream, which came at that time. */
  void take(ByteBuffer piece, long at) {
    now = at;
    boolean heldBefore = events.holdsBack();
    events.take(piece);
    boolean held = events.holdsBack();
    if (held != heldBefore) {
      alarm.heldBack(held, at);
    }
  }

  @Override
  public boolean event(byte[] bytes, int start, int stop) {
    lastUnread = false;
    reader.read(bytes, start, stop);
    StreamReading reading = reader.reading();
    if (reading.isContent()) {
      alarm.contentCame(facts.tokenCame(reading.isReasoning(), now), now);
    }
    End end = reading.end();
    if (end != told) {
      tellEnd(end);
    }
    return !(hidesUsage && reading.isUsageEvent());
  }

  private void tellEnd(End end) {
    told = end;
    if (end == End.ENDED) {
      alarm.ended(now);
    } else {
      alarm.mayEnd(now);
    }
  }

  @Override
  public void unreadEvent() {
    lastUnread = true;
    facts.unreadEvent();
  }

  @Override
  public void pass(ByteBuffer bytes) {
    if (beatFirst) {
      // Behind a heartbeat it is no mark any more, but makes the first line unknown to clients.
      ByteOrderMark.skip(bytes);
    }
    beatFirst = false;
    anyPassed = true;
    out.accept(bytes);
  }

  /** The unfinished event was held back long enough. */
  void letGo() {
    events.letGo();
  }

  /** The upstream's response is whole; returns whether the stream is, too. */
  boolean end() {
    events.end();
    // What was too long to be read may have been the terminator.
    return lastUnread || !reader.dialect().isUnfinished(reader.reading());
  }

  /** What is held back. */
  ByteBuffer rest() {
    return events.rest();
  }

  /** Whether nothing need follow any more. */
  boolean hasEnded() {
    return reader.reading().end() == End.ENDED;
  }

  /** What may be sent now to show that the stream is alive; null: nothing. */
  byte @Nullable [] heartbeat() {
    if (events.isWithinEvent() || told != End.OPEN || reader.reading().hasFailed()) {
      return null;
    }
    byte[] beat = reader.dialect().heartbeat(style);
    beatFirst |= beat != null && !anyPassed;
    return beat;
  }

  /** The event that tells of a failure; null where only a cut can. */
  byte @Nullable [] errorEvent(Failure failure) {
    return events.isWithinEvent() || hasEnded()
        ? null
        : reader.dialect().errorEvent(failure, reader.reading());
  }

  /** Whether a cut must follow that event, for clients that do not read it. */
  boolean isCutBehindErrorEvent() {
    return reader.dialect().cutsBehindErrorEvent();
  }

  /** Whether it brought more tokens than it may, as far as they are known or can be guessed. */
  boolean isOverspent() {
    return reader.reading().outputSoFar() > tokensMax;
  }

  /** Whether the upstream said within the stream that it failed. */
  boolean hasFailed() {
    return reader.reading().hasFailed();
  }

  /** What it said of it; empty where it said nothing. */
  String error() {
    return reader.reading().error();
  }

  /** What ends the stream in order. */
  String terminator() {
    return reader.dialect().terminator();
  }

  /** What was read. */
  StreamSummary summary(long requestBytes) {
    StreamReading reading = reader.reading();
    return new StreamSummary(
        reader.dialect().word(),
        reader.dialect().provider(),
        reader.dialect().operation(),
        reader.events(),
        reading.model(),
        reading.finishReason(),
        reader.usage(requestBytes));
  }

  /** Holds nothing any more. */
  void release() {
    events.release();
  }
}
