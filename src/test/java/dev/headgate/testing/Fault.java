package dev.headgate.testing;

/**
 * What an upstream does wrong, or at least not as one would wish. What begins a stream sends {@link
 * FaultyUpstream#EVENTS} and {@link FaultyUpstream#HALF} first.
 */
public sealed interface Fault {
  /** In an answer that is no stream, or in its place. */
  sealed interface OfAnswer extends Fault {}

  /** In a stream. */
  sealed interface OfStream extends Fault {}

  /** Says something else than a response, and waits. */
  record SaysInstead(String bytes) implements OfAnswer {}

  /** Announces two lengths, and sends a body of the first. */
  record SendsTwoLengths(int one, int other) implements OfAnswer {}

  /** Names another transfer coding than {@code chunked}. */
  record NamesCoding(String coding) implements OfAnswer {}

  /** Sends so many interim responses of that status before its answer. */
  record SendsInterims(int count, int status) implements OfAnswer {}

  /** Sends a response that nobody asked for right behind its answer. */
  record SendsSecondResponse() implements OfAnswer {}

  /** The same, once its first connection is idle. */
  record SpeaksUnasked() implements OfAnswer {}

  /** Resets the connection in the middle of an event. */
  record ResetsMidEvent() implements OfStream {}

  /** Closes the connection in the middle of an event. */
  record ClosesMidEvent() implements OfStream {}

  /** Closes the connection behind an event, without the last chunk. */
  record OmitsLastChunk() implements OfStream {}

  /** Says in the middle of an event that nothing more will come, and waits. */
  record HalfCloses() implements OfStream {}

  /** Sends that as the size of a chunk, in the middle of an event, and waits. */
  record SendsChunkSize(String size) implements OfStream {}

  /** Sends a stream as encoded bytes, in pieces. */
  record Encodes(String coding, String bytes) implements OfStream {}

  /** Sends a whole stream that only the end of the connection ends. */
  record EndsByClosing(String version) implements OfStream {}

  /** Sends one line of so many bytes, and ends it as an event or not at all. */
  record SendsOneLine(int bytes, boolean ends) implements OfStream {}
}
