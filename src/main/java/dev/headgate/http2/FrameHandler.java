package dev.headgate.http2;

import java.nio.ByteBuffer;

/** Hears of the frames that a {@link FrameReader} finds. Padding and priorities are taken out. */
public interface FrameHandler {
  /**
   * Content of a stream: all that stood in frames of it, one behind the other.
   *
   * @param content from position to limit; valid during the call only, and what surrounds it may be
   *     overwritten
   * @param flowBytes how much it takes of the flow-control windows, padding included
   * @param end whether the stream ends with it
   */
  void data(int stream, ByteBuffer content, int flowBytes, boolean end)
      throws ConnectionErrorException;

  /** A head, or a trailer section. */
  void head(int stream, HeaderList list, boolean end) throws ConnectionErrorException;

  /** The peer gave a stream up. */
  void reset(int stream, int code) throws ConnectionErrorException;

  /** One of the peer's settings, RFC 9113 §6.5.2. */
  void setting(int id, long value) throws ConnectionErrorException;

  /** All settings of a frame were told, which is to be acknowledged. */
  void settingsCame() throws ConnectionErrorException;

  /** To be answered with the same. */
  void ping(long payload) throws ConnectionErrorException;

  /** No streams behind that one are served, nor were. */
  void goAway(int lastStream, int code);

  /** The peer takes so many bytes more; stream 0 is the connection. */
  void window(int stream, int bytes) throws ConnectionErrorException;
}
