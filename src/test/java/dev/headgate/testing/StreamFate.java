package dev.headgate.testing;

import dev.headgate.testing.RawHttp2.Frame;
import dev.headgate.testing.RawHttp2.FrameType;
import java.util.List;

/**
 * What becomes of an HTTP/2 stream, in a word or two: the status of its response, its reset, or the
 * end of the connection, announced or not.
 */
public final class StreamFate {
  /** Stands for the connection alone. */
  public static final int NO_STREAM = 0;

  private static final List<String> ERRORS =
      List.of(
          "NO_ERROR",
          "PROTOCOL_ERROR",
          "INTERNAL_ERROR",
          "FLOW_CONTROL_ERROR",
          "SETTINGS_TIMEOUT",
          "STREAM_CLOSED",
          "FRAME_SIZE_ERROR",
          "REFUSED_STREAM",
          "CANCEL",
          "COMPRESSION_ERROR",
          "CONNECT_ERROR",
          "ENHANCE_YOUR_CALM");

  private StreamFate() {}

  /** Reads until it is known. What comes behind a GOAWAY is read to the connection's end. */
  public static String of(RawHttp2 client, int stream) {
    try {
      Frame frame = client.read();
      while (frame.type() != FrameType.GOAWAY
          && (stream == NO_STREAM || frame.stream() != stream)) {
        frame = client.read();
      }
      return switch (frame.type()) {
        case HEADERS -> String.valueOf(RawHpack.fields(frame.payload()).get(":status"));
        case GOAWAY -> "GOAWAY " + ERRORS.get(frame.errorCode()) + client.connection().readAll();
        default -> frame.type() + " " + ERRORS.get(frame.errorCode());
      };
    } catch (RawHttp2.Ended _) {
      return "closed";
    }
  }
}
