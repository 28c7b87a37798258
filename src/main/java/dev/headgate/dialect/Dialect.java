package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headgate.config.block.HeartbeatStyle;
import dev.headgate.dialect.StreamReading.End;
import dev.headgate.exchange.Usage;
import dev.headgate.sse.Event;
import dev.headgate.sse.EventScanner;
import dev.headgate.sse.Scanner;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How a provider shapes the events of a stream, its usage, its errors and its end, and what its
 * clients make of what a gateway adds. One subclass for each, without state: what is read of a
 * stream goes into its {@link StreamReading}.
 */
public abstract class Dialect {
  /** The name that several dialects give the kind of an event. */
  static final byte[] TYPE = ascii("type");

  /** The data by which several dialects end. */
  static final byte[] DONE = ascii("[DONE]");

  /** A comment that ends with its line: no client takes it for an event. */
  private static final byte[] COMMENT_LINE = ascii(": keep-alive\n");

  static final byte[] COMMENT_BLOCK = ascii(": keep-alive\n\n");

  private final String word;

  Dialect(String word) {
    this.word = word;
  }

  /** The dialect's name in the configuration, logs and metrics. */
  public final String word() {
    return word;
  }

  /** Who shaped it, as OpenTelemetry's conventions name it; empty where they have no name. */
  public String provider() {
    return "";
  }

  /** What a model does in it, as they name it. */
  public String operation() {
    return "chat";
  }

  /** The media type of a stream in this dialect. */
  public String mediaType() {
    return "text/event-stream";
  }

  /** Whether a request for that path is answered in this dialect, as far as a path can tell. */
  boolean takesPath(String path) {
    return false;
  }

  /** Whether an event is one of this dialect's, and of no other. */
  abstract boolean knows(Event event, Members members);

  /** What finds the ends of a stream's events. */
  public Scanner scanner() {
    return new EventScanner();
  }

  /** Reads an event out of its bytes. */
  void split(Event event, byte[] bytes, int start, int end, boolean first) {
    event.read(bytes, start, end, first);
  }

  /** Reads what an event with data says. */
  abstract void read(Event event, StreamReading reading);

  /** What has to be told of the stream's end; empty where any end will do. */
  public String terminator() {
    return "";
  }

  /** Whether a stream that was read so far may not end here. */
  public boolean isUnfinished(StreamReading reading) {
    return !terminator().isEmpty() && reading.end() == End.OPEN && !reading.hasFailed();
  }

  /** The usage of a stream; null where the dialect has none. */
  public @Nullable Usage usage(StreamReading reading, long requestBytes) {
    return reading.usage(reading.told(Count.INPUT), reading.told(Count.OUTPUT), requestBytes);
  }

  /** The body that makes a request for a stream ask for its usage; null: it is sent as it is. */
  public @Nullable ByteBuffer askingForUsage(ByteBuffer body) {
    return null;
  }

  /** Whether the clients skip comments. */
  boolean hasComments() {
    return true;
  }

  /** What keeps a quiet stream alive; null: nothing that this dialect's clients would survive. */
  public final byte @Nullable [] heartbeat(HeartbeatStyle style) {
    return switch (style) {
      case AUTO -> heartbeat();
      case COMMENT -> hasComments() ? COMMENT_BLOCK : null;
      case PING -> ping() == null ? heartbeat() : ping();
    };
  }

  /** The form that the clients were seen to accept. */
  byte @Nullable [] heartbeat() {
    return hasComments() ? COMMENT_LINE : null;
  }

  /** An event that the clients know to skip; null where there is none. */
  byte @Nullable [] ping() {
    return null;
  }

  /** The event by which a stream says that it failed; null: only a cut can tell. */
  public byte @Nullable [] errorEvent(Failure failure, StreamReading reading) {
    return null;
  }

  /** Whether the stream must be cut behind that event, for clients that do not read it. */
  public boolean cutsBehindErrorEvent() {
    return false;
  }

  /** The JSON body of an answer that the gateway gives itself. */
  public byte[] errorBody(Failure failure) {
    return ErrorBody.of(failure);
  }

  @Override
  public final String toString() {
    return word;
  }

  static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** An event with that name, if it has one, and that data. */
  static byte[] event(String name, byte[] data) {
    byte[] head = ascii(name.isEmpty() ? "data: " : "event: " + name + "\ndata: ");
    return joined(head, data, ascii("\n\n"));
  }

  /** One behind the other. */
  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
