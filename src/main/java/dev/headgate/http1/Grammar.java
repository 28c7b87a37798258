package dev.headgate.http1;

/** The byte classes of RFC 9110 §5.5-5.6 and RFC 5234. */
public final class Grammar {
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = '!'; c <= '~'; c++) {
      TOKEN[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
  }

  private Grammar() {}

  /** {@code tchar}, RFC 9110 §5.6.2. */
  static boolean isTokenByte(int b) {
    return b >= 0 && b < TOKEN.length && TOKEN[b];
  }

  /** {@code token}, RFC 9110 §5.6.2. */
  public static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenByte(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** {@code SP / HTAB}, of which OWS and BWS are made (RFC 9110 §5.6.3). */
  public static boolean isWhitespace(byte b) {
    return b == ' ' || b == '\t';
  }

  /** What no line may hold: NUL, CR, LF and every other control but HTAB (RFC 9110 §5.5). */
  public static boolean isControl(byte b) {
    return (b >= 0 && b < ' ' && b != '\t') || b == 0x7F;
  }

  /** What a value may hold of ISO-8859-1, see {@link #isControl}. */
  static boolean isValueChar(int c) {
    return c <= 0xFF && !isControl((byte) c);
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The value of a {@code HEXDIG}, or -1. */
  static int hexDigit(byte b) {
    if (isDigit(b)) {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
