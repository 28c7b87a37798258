package dev.headgate.http2;

import java.nio.ByteBuffer;

/** Reads the frames that are not DATA, each once it is complete. */
final class ControlFrames {
  private static final int PRIORITY_BYTES = 5;
  private static final int SETTING_BYTES = 6;

  private final HeadBlock block = new HeadBlock();

  /** The stream whose head is not complete; 0 if there is none. */
  private int headStream;

  private boolean headEnds;

  /** A head that began is not interrupted, RFC 9113 §4.3. */
  void checkOrder(int type, int stream) throws ConnectionErrorException {
    boolean goesOn = type == FrameType.CONTINUATION && stream == headStream;
    if (headStream != 0 ? !goesOn : type == FrameType.CONTINUATION) {
      throw protocolError("a header block is interrupted, or continued where there is none");
    }
  }

  void frame(int type, int flags, int stream, ByteBuffer payload, FrameHandler handler)
      throws ConnectionErrorException {
    switch (type) {
      case FrameType.HEADERS -> headers(flags, stream, payload, handler);
      case FrameType.CONTINUATION -> fragment(flags, stream, payload, handler);
      case FrameType.RST_STREAM -> {
        check(stream != 0, payload.remaining() == 4, "RST_STREAM");
        handler.reset(stream, payload.getInt());
      }
      case FrameType.SETTINGS -> settings(flags, stream, payload, handler);
      case FrameType.PUSH_PROMISE -> throw protocolError("PUSH_PROMISE, though push is off");
      case FrameType.PING -> {
        check(stream == 0, payload.remaining() == 8, "PING");
        if (!FrameType.has(flags, FrameType.ACK)) {
          handler.ping(payload.getLong());
        }
      }
      case FrameType.GOAWAY -> {
        check(stream == 0, payload.remaining() >= 8, "GOAWAY");
        handler.goAway(payload.getInt() & Integer.MAX_VALUE, payload.getInt());
      }
      case FrameType.WINDOW_UPDATE -> {
        check(true, payload.remaining() == 4, "WINDOW_UPDATE");
        handler.window(stream, payload.getInt() & Integer.MAX_VALUE);
      }
      case FrameType.PRIORITY -> check(stream != 0, true, "PRIORITY");
      default -> {} // RFC 9113 §5.5: what is not known is ignored.
    }
  }

  private void headers(int flags, int stream, ByteBuffer payload, FrameHandler handler)
      throws ConnectionErrorException {
    check(stream != 0, true, "HEADERS");
    int around = FrameType.has(flags, FrameType.PADDED) ? 1 : 0;
    around += FrameType.has(flags, FrameType.PRIORITISED) ? PRIORITY_BYTES : 0;
    check(true, payload.remaining() >= around, "HEADERS");
    int padding = FrameType.has(flags, FrameType.PADDED) ? payload.get(0) & 0xFF : 0;
    if (padding > payload.remaining() - around) {
      throw protocolError("HEADERS is shorter than its padding");
    }
    payload.position(around).limit(payload.limit() - padding);
    headStream = stream;
    headEnds = FrameType.has(flags, FrameType.END_STREAM);
    fragment(flags, stream, payload, handler);
  }

  private void fragment(int flags, int stream, ByteBuffer payload, FrameHandler handler)
      throws ConnectionErrorException {
    block.add(payload);
    if (FrameType.has(flags, FrameType.END_HEADERS)) {
      headStream = 0;
      handler.head(stream, block.end(), headEnds);
    }
  }

  private static void settings(int flags, int stream, ByteBuffer payload, FrameHandler handler)
      throws ConnectionErrorException {
    boolean ack = FrameType.has(flags, FrameType.ACK);
    int bytes = payload.remaining();
    check(stream == 0, ack ? bytes == 0 : bytes % SETTING_BYTES == 0, "SETTINGS");
    while (payload.hasRemaining()) {
      handler.setting(payload.getShort() & 0xFFFF, Integer.toUnsignedLong(payload.getInt()));
    }
    if (!ack) {
      handler.settingsCame();
    }
  }

  private static void check(boolean place, boolean length, String name)
      throws ConnectionErrorException {
    if (!place) {
      throw protocolError(name + " on a wrong stream");
    } else if (!length) {
      throw new ConnectionErrorException(
          ErrorCode.FRAME_SIZE_ERROR, name + " has a length that it cannot have");
    }
  }

  private static ConnectionErrorException protocolError(String message) {
    return new ConnectionErrorException(ErrorCode.PROTOCOL_ERROR, message);
  }
}
