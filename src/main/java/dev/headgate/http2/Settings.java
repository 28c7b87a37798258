package dev.headgate.http2;

/** What an upstream asks of its client, RFC 9113 §6.5.2. */
public final class Settings {
  static final int ENABLE_PUSH = 2;
  static final int MAX_CONCURRENT_STREAMS = 3;
  static final int INITIAL_WINDOW_SIZE = 4;
  static final int MAX_FRAME_SIZE = 5;
  static final int MAX_HEADER_LIST_SIZE = 6;

  private static final int FRAME_BYTES_BOUND = (1 << 24) - 1;

  private int streamsMax = Integer.MAX_VALUE;
  private int streamWindow = Frames.WINDOW_BYTES;

  /** Those of RFC 9113, until others come. */
  public Settings() {}

  /** Heeds one; those that ask nothing of this client are checked only. */
  public void take(int id, long value) throws ConnectionErrorException {
    switch (id) {
      case MAX_CONCURRENT_STREAMS -> streamsMax = Math.clamp(value, 0, Integer.MAX_VALUE);
      case INITIAL_WINDOW_SIZE -> {
        check(value <= Frames.WINDOW_BYTES_MAX, ErrorCode.FLOW_CONTROL_ERROR, id, value);
        streamWindow = (int) value;
      }
      case MAX_FRAME_SIZE ->
          check(
              value >= FrameReader.FRAME_BYTES_MAX && value <= FRAME_BYTES_BOUND,
              ErrorCode.PROTOCOL_ERROR,
              id,
              value);
      case ENABLE_PUSH -> check(value == 0, ErrorCode.PROTOCOL_ERROR, id, value);
      default -> {} // What is not known is ignored; frames and tables here are never larger.
    }
  }

  private static void check(boolean sound, ErrorCode code, int id, long value)
      throws ConnectionErrorException {
    if (!sound) {
      throw new ConnectionErrorException(code, "setting " + id + " cannot be " + value);
    }
  }

  /** How many streams may be open at once. */
  public int streamsMax() {
    return streamsMax;
  }

  /** How much of a request's body may be sent ahead on a new stream. */
  public int streamWindow() {
    return streamWindow;
  }
}
