package dev.headgate.dialect;

import dev.headgate.config.value.DialectName;
import dev.headgate.exchange.Usage;
import dev.headgate.sse.Event;
import dev.headgate.sse.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Reads one stream, event by event, in the dialect that its upstream is said to speak; or, where
 * none is, in the one that the path hints at and the first events confirm or correct.
 */
public final class StreamReader {
  /** How many events may leave it open which dialect it is. */
  static final int UNKNOWN_EVENTS_MAX = 3;

  /** What an event is read with, for all streams of a thread: it keeps nothing of a stream. */
  private static final ThreadLocal<Event> EVENT = ThreadLocal.withInitial(Event::new);

  private final String mediaType;
  private final Scanner scanner;
  private final StreamReading reading = new StreamReading();
  private Dialect dialect;
  private boolean settled;
  private boolean isFirst = true;
  private int unknownEvents;
  private long events;

  private StreamReader(Dialect dialect, boolean settled, String mediaType) {
    this.dialect = dialect;
    this.settled = settled;
    this.mediaType = mediaType;
    this.scanner = dialect.scanner();
  }

  /**
   * The reader of a response; null where its media type is none that can be watched.
   *
   * @param mediaType in small letters, without parameters
   * @param rpcId see {@link RequestHints}
   */
  public static @Nullable StreamReader of(
      DialectName configured, String path, String mediaType, String rpcId) {
    Dialect first = Dialects.of(configured, path);
    if (!first.mediaType().equals(mediaType)) {
      if (!mediaType.equals(Dialects.UNKNOWN.mediaType())) {
        return null;
      }
      first = Dialects.UNKNOWN;
    }
    StreamReader reader = new StreamReader(first, configured != DialectName.AUTO, mediaType);
    reader.reading.rpcId(rpcId);
    return reader;
  }

  /** What finds the ends of this stream's events. */
  public Scanner scanner() {
    return scanner;
  }

  /** Reads an event, from its first byte to its end, or to that of the stream. */
  public void read(byte[] bytes, int start, int end) {
    reading.begin();
    Event event = EVENT.get();
    dialect.split(event, bytes, start, end, isFirst);
    isFirst = false;
    if (event.hasId()) {
      reading.sawId();
    }
    if (!event.hasData()) {
      return;
    }
    events++;
    if (!settled) {
      settle(event);
    }
    dialect.read(event, reading);
  }

  private void settle(Event event) {
    Dialect known = Dialects.knowing(mediaType, event, reading.members());
    if (known != null) {
      dialect = known;
      settled = true;
      return;
    }
    dialect.read(event, reading);
    // What a path hints at is right where the stream begins with its error.
    settled = reading.hasFailed();
    if (!settled) {
      dialect = Dialects.UNKNOWN;
      unknownEvents++;
      settled = unknownEvents == UNKNOWN_EVENTS_MAX;
    }
    reading.begin();
  }

  /** The dialect, as far as it is known by now. */
  public Dialect dialect() {
    return dialect;
  }

  /** What was read so far. */
  public StreamReading reading() {
    return reading;
  }

  /** How many events held data. */
  public long events() {
    return events;
  }

  /** The usage so far; null where the dialect has none. */
  public @Nullable Usage usage(long requestBytes) {
    return dialect.usage(reading, requestBytes);
  }
}
