package dev.headgate.http2;

/** Why a stream or a connection is given up, RFC 9113 §7. */
public enum ErrorCode {
  NO_ERROR(0),
  PROTOCOL_ERROR(1),
  INTERNAL_ERROR(2),
  FLOW_CONTROL_ERROR(3),
  SETTINGS_TIMEOUT(4),
  STREAM_CLOSED(5),
  FRAME_SIZE_ERROR(6),
  REFUSED_STREAM(7),
  CANCEL(8),
  COMPRESSION_ERROR(9),
  CONNECT_ERROR(10),
  ENHANCE_YOUR_CALM(11),
  INADEQUATE_SECURITY(12),
  HTTP_1_1_REQUIRED(13);

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  /** The name of a number that came, for the operator's log. */
  public static String word(int code) {
    for (ErrorCode known : values()) {
      if (known.is(code)) {
        return known.name();
      }
    }
    return "error code " + Integer.toUnsignedString(code);
  }

  /** The number on the wire. */
  int number() {
    return number;
  }

  /** Whether that number is this code's. */
  public boolean is(int code) {
    return number == code;
  }
}
