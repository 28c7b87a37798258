package dev.headgate.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.undertow.protocols.http2.ConnectionErrorException;
import io.undertow.protocols.http2.Http2Channel;
import java.nio.ByteBuffer;

/**
 * Follows the frames that an HTTP/2 client sends (RFC 9113 §4.1), without a look into them: where
 * one begins, whether it is of a head, and whether it brings anything.
 */
final class Http2Frames {
  /** What is left of a client's preface behind its request line. */
  private static final byte[] PREFACE_END = "SM\r\n\r\n".getBytes(US_ASCII);

  private static final int HEADER_BYTES = 9;
  private static final int DATA = 0x0;
  private static final int HEADERS = 0x1;
  private static final int SETTINGS = 0x4;
  private static final int PING = 0x6;
  private static final int CONTINUATION = 0x9;
  private static final int END_STREAM_OR_ACK = 0x1;
  private static final int END_HEADERS = 0x4;

  private final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
  private final IdleFrames idle;
  private int prefaceBytes;
  private int payloadBytesLeft;
  private boolean headOpen;
  private boolean inHeadFrame;

  Http2Frames(IdleFrames idle) {
    this.idle = idle;
  }

  /**
   * Follows what came.
   *
   * @return whether it may be HTTP/2
   * @throws ConnectionErrorException if the client sends too much that brings nothing
   */
  boolean follow(ByteBuffer bytes, long nowNanos) throws ConnectionErrorException {
    while (bytes.hasRemaining()) {
      if (isInPreface()) {
        if (bytes.get() != PREFACE_END[prefaceBytes++]) {
          return false;
        }
      } else if (payloadBytesLeft > 0) {
        int count = Math.min(payloadBytesLeft, bytes.remaining());
        bytes.position(bytes.position() + count);
        payloadBytesLeft -= count;
      } else {
        header.put(bytes.get());
        if (!header.hasRemaining()) {
          begin(nowNanos);
        }
      }
    }
    return true;
  }

  private void begin(long nowNanos) throws ConnectionErrorException {
    header.flip();
    payloadBytesLeft = header.getInt(0) >>> 8;
    int type = header.get(3);
    int flags = header.get(4);
    header.clear();
    inHeadFrame = type == HEADERS || type == CONTINUATION;
    if (inHeadFrame) {
      headOpen = (flags & END_HEADERS) == 0;
    }
    if (isIdle(type, flags) && !idle.admit(nowNanos)) {
      throw new ConnectionErrorException(Http2Channel.ERROR_ENHANCE_YOUR_CALM, "a flood of frames");
    }
  }

  /** Whether it wants an answer and no more, or has nothing in it. */
  private boolean isIdle(int type, int flags) {
    return switch (type) {
      case PING, SETTINGS -> (flags & END_STREAM_OR_ACK) == 0;
      case DATA -> payloadBytesLeft == 0 && (flags & END_STREAM_OR_ACK) == 0;
      case CONTINUATION -> payloadBytesLeft == 0;
      default -> false;
    };
  }

  /** Whether the client is still to say that it speaks HTTP/2. */
  boolean isInPreface() {
    return prefaceBytes < PREFACE_END.length;
  }

  /** Whether some of a head came, and not all. */
  boolean isInHead() {
    return headOpen || (inHeadFrame && payloadBytesLeft > 0);
  }

  /** Whether a frame of a head is over, and another of the same is to come. */
  boolean isBetweenFramesOfAHead() {
    return headOpen && payloadBytesLeft == 0 && header.position() == 0;
  }
}
