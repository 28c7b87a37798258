package dev.headgate.dialect;

import dev.headgate.dialect.StreamReading.End;
import dev.headgate.exchange.Usage;
import dev.headgate.sse.Event;
import org.jspecify.annotations.Nullable;

/**
 * Events of which nothing more is known: each that holds data is content, any orderly end is one,
 * and where a stream fails only a cut can tell.
 */
final class AnyEvents extends Dialect {
  private static final byte[] PING_NAME = ascii("ping");
  private static final byte[] PING = ascii("event: ping\ndata: {}\n\n");

  AnyEvents() {
    super("sse");
  }

  @Override
  boolean knows(Event event, Members members) {
    return false;
  }

  @Override
  void read(Event event, StreamReading reading) {
    if (event.isData(DONE)) {
      reading.end(End.ENDED);
    } else if (!event.isNamed(PING_NAME)) {
      reading.content(event.dataEnd() - event.dataStart());
    }
  }

  @Override
  public @Nullable Usage usage(StreamReading reading, long requestBytes) {
    return null;
  }

  /** What browsers and most other clients were built to skip. */
  @Override
  public byte @Nullable [] heartbeat() {
    return COMMENT_BLOCK;
  }

  @Override
  public byte[] ping() {
    return PING.clone();
  }
}
