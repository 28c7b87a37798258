package dev.headgate.upstream;

import java.nio.ByteBuffer;

/** One request and its response on a connection that stands, in the words of its protocol. */
sealed interface Spoken permits Http1Exchange, Http2Stream {
  /** Sends the request. */
  void begin();

  /** Nothing of the response is wanted any more. */
  void cancel();

  /** Passes nothing more on until {@link #resume()}. */
  void pause();

  /** Passes content on as it comes. */
  void resume();

  /** Passes on what is there now; returns how many bytes that were. */
  int readNow();

  /** Writes a piece of a streamed body; returns whether all was taken. */
  boolean write(boolean last, ByteBuffer piece);
}
