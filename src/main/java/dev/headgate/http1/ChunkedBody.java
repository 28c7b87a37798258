package dev.headgate.http1;

import java.nio.ByteBuffer;

/**
 * A body in chunks (RFC 9112 §7.1): {@code 1*HEXDIG [chunk-ext] CRLF data CRLF}, a last chunk of
 * size zero, trailers. Extensions are bounded and ignored, as §7.1.1 demands. Its grammar lets
 * whitespace stand before the semicolon ({@code chunk-ext = *( BWS ";" …)}), which RFC 9110 §5.6.3
 * makes every recipient accept; whitespace with no semicolon behind it is no extension and refused.
 */
final class ChunkedBody implements BodyReader {
  /** Enough for 2^60 - 1 bytes, and no more, so that no size overflows. */
  static final int SIZE_DIGITS_MAX = 15;

  /** The extensions of one chunk. */
  static final int EXTENSION_BYTES_MAX = 1024;

  /** By how many bytes extensions may outweigh the content: a flood of them is refused. */
  static final int EXTENSION_EXCESS_BYTES_MAX = 16 * 1024;

  private enum State {
    SIZE,
    PADDING,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILERS,
    ENDED
  }

  private final TrailerReader trailers;
  private State state = State.SIZE;
  private int sizeDigits;
  private long missingBytes;
  private int extensionBytes;
  private long extensionExcessBytes;
  private long surplusBytes;

  // The content found in the buffer that is being read.
  private int contentFrom;
  private int contentTo;

  private ChunkedBody(TrailerReader trailers) {
    this.trailers = trailers;
  }

  static ChunkedBody ofResponse() {
    return new ChunkedBody(TrailerReader.ofResponse());
  }

  static ChunkedBody ofRequest() {
    return new ChunkedBody(TrailerReader.ofRequest());
  }

  @Override
  public void read(ByteBuffer buffer) throws MalformedMessageException {
    contentFrom = buffer.position();
    contentTo = contentFrom;
    try {
      int at = contentFrom;
      while (at < buffer.limit()) {
        at = take(buffer, at);
      }
    } finally {
      buffer.limit(contentTo).position(contentFrom);
    }
  }

  /** Takes one byte of framing, or all there is of data, trailers or surplus. */
  private int take(ByteBuffer buffer, int at) throws MalformedMessageException {
    switch (state) {
      case SIZE -> takeSize(buffer, at);
      case PADDING, EXTENSION -> takeExtension(buffer, at);
      case SIZE_LF -> {
        expect('\n', buffer, at, "a chunk size line does not end with CRLF");
        beginData();
      }
      case DATA -> {
        return takeData(buffer, at);
      }
      case DATA_CR -> {
        expect('\r', buffer, at, "a chunk is longer than its size");
        state = State.DATA_LF;
      }
      case DATA_LF -> {
        expect('\n', buffer, at, "a chunk does not end with CRLF");
        state = State.SIZE;
      }
      case TRAILERS -> {
        return takeTrailers(buffer, at);
      }
      case ENDED -> {
        surplusBytes += buffer.limit() - at;
        return buffer.limit();
      }
    }
    return at + 1;
  }

  private void takeSize(ByteBuffer buffer, int at) throws MalformedMessageException {
    byte b = buffer.get(at);
    int digit = Grammar.hexDigit(b);
    if (digit >= 0) {
      if (++sizeDigits > SIZE_DIGITS_MAX) {
        throw new MalformedMessageException(
            "a chunk size has more than " + SIZE_DIGITS_MAX + " digits");
      }
      missingBytes = missingBytes << 4 | digit;
    } else if (sizeDigits > 0 && b == '\r') {
      state = State.SIZE_LF;
    } else if (sizeDigits > 0 && (b == ';' || Grammar.isWhitespace(b))) {
      extensionBytes = 1;
      state = b == ';' ? State.EXTENSION : State.PADDING;
    } else {
      throw refusal("a chunk size is not hexadecimal", buffer, at);
    }
  }

  private void takeExtension(ByteBuffer buffer, int at) throws MalformedMessageException {
    byte b = buffer.get(at);
    if (state == State.EXTENSION && b == '\r') {
      state = State.SIZE_LF;
      return;
    }
    if (state == State.PADDING && b == ';') {
      state = State.EXTENSION;
    } else if (state == State.PADDING && !Grammar.isWhitespace(b)) {
      throw refusal("a chunk size has whitespace behind it", buffer, at);
    } else if (Grammar.isControl(b)) {
      throw refusal("a chunk extension holds a control byte", buffer, at);
    }
    if (++extensionBytes > EXTENSION_BYTES_MAX) {
      throw new MalformedMessageException(
          "a chunk extension exceeds " + EXTENSION_BYTES_MAX + " bytes");
    }
  }

  private void beginData() throws MalformedMessageException {
    extensionExcessBytes = Math.max(0, extensionExcessBytes + extensionBytes - missingBytes);
    if (extensionExcessBytes > EXTENSION_EXCESS_BYTES_MAX) {
      throw new MalformedMessageException("there are more chunk extensions than content");
    }
    state = missingBytes == 0 ? State.TRAILERS : State.DATA;
    sizeDigits = 0;
    extensionBytes = 0;
  }

  private int takeData(ByteBuffer buffer, int at) {
    int dataBytes = (int) Math.min(buffer.limit() - at, missingBytes);
    if (contentFrom == contentTo) {
      contentFrom = at;
      contentTo = at;
    } else {
      buffer.put(contentTo, buffer, at, dataBytes);
    }
    contentTo += dataBytes;
    missingBytes -= dataBytes;
    if (missingBytes == 0) {
      state = State.DATA_CR;
    }
    return at + dataBytes;
  }

  private int takeTrailers(ByteBuffer buffer, int at) throws MalformedMessageException {
    buffer.position(at);
    if (trailers.read(buffer)) {
      state = State.ENDED;
    }
    return buffer.position();
  }

  private static void expect(char wanted, ByteBuffer buffer, int at, String otherwise)
      throws MalformedMessageException {
    if (buffer.get(at) != wanted) {
      throw refusal(otherwise, buffer, at);
    }
  }

  private static MalformedMessageException refusal(String why, ByteBuffer buffer, int at) {
    return new MalformedMessageException(why + ": " + Quote.restOfLine(buffer, at));
  }

  @Override
  public boolean ended() {
    return state == State.ENDED;
  }

  @Override
  public void inputEnded() throws TruncatedMessageException {
    switch (state) {
      case ENDED -> {}
      case DATA ->
          throw new TruncatedMessageException(
              "the upstream closed with " + missingBytes + " bytes of a chunk missing");
      case TRAILERS ->
          throw new TruncatedMessageException("the upstream closed behind the last chunk's size");
      case SIZE, PADDING, EXTENSION, SIZE_LF, DATA_CR, DATA_LF ->
          throw new TruncatedMessageException("the upstream closed before the last chunk");
    }
  }

  @Override
  public int surplusBytes() {
    return Math.clamp(surplusBytes, 0, Integer.MAX_VALUE);
  }

  @Override
  public Fields trailers() {
    return ended() ? trailers.fields() : Fields.EMPTY;
  }

  @Override
  public long contentLength() {
    return -1;
  }

  @Override
  public boolean closeDelimited() {
    return false;
  }
}
