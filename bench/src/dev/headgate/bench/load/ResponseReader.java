package dev.headgate.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the responses of one connection, however they are split, and fails on a broken one. */
public final class ResponseReader {
  /** Who gets the content. */
  public interface Content {
    void take(byte[] bytes, int from, int to) throws IOException;

    void headRead(int status) throws IOException;

    void responseRead() throws IOException;
  }

  private enum Part {
    HEAD,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    FIXED
  }

  private static final int HEAD_BYTES_MAX = 8192;
  private static final String LENGTH = "\r\ncontent-length: ";
  private static final String CHUNKED = "\r\ntransfer-encoding: chunked\r\n";

  private final Content content;
  private final byte[] head = new byte[HEAD_BYTES_MAX];
  private int headBytes;
  private Part part = Part.HEAD;
  private long left;
  private int lineBytes;

  public ResponseReader(Content content) {
    this.content = content;
  }

  /** Whether a response has begun and not ended. */
  public boolean isWithinResponse() {
    return part != Part.HEAD || headBytes > 0;
  }

  public void take(byte[] bytes, int length) throws IOException {
    int at = 0;
    while (at < length) {
      if (part == Part.CHUNK || part == Part.FIXED) {
        int to = (int) Math.min(length, at + left);
        content.take(bytes, at, to);
        left -= to - at;
        at = to;
        endOfContent();
      } else {
        take(bytes[at++]);
      }
    }
  }

  private void endOfContent() throws IOException {
    if (left == 0 && part == Part.CHUNK) {
      part = Part.CHUNK_END;
    } else if (left == 0) {
      endOfResponse();
    }
  }

  private void take(byte b) throws IOException {
    switch (part) {
      case HEAD -> takeHead(b);
      case CHUNK_SIZE -> takeSize(b);
      case CHUNK_END -> takeChunkEnd(b);
      case TRAILER -> takeTrailer(b);
      case CHUNK, FIXED -> throw new IllegalStateException();
    }
  }

  private void takeHead(byte b) throws IOException {
    if (headBytes == HEAD_BYTES_MAX) {
      throw new IOException("a head without end");
    }
    head[headBytes++] = b;
    if (b == '\n' && headBytes > 3 && head[headBytes - 3] == '\n') {
      beginBody(new String(head, 0, headBytes, StandardCharsets.ISO_8859_1));
      headBytes = 0;
    }
  }

  private void beginBody(String text) throws IOException {
    String fields = text.toLowerCase(Locale.ROOT);
    int length = fields.indexOf(LENGTH);
    if (length >= 0) {
      int from = length + LENGTH.length();
      left = Long.parseLong(fields.substring(from, fields.indexOf('\r', from)));
      part = Part.FIXED;
    } else if (fields.contains(CHUNKED)) {
      beginChunk();
    } else {
      throw new IOException("no framing in: " + text);
    }
    content.headRead(Integer.parseInt(text.substring(9, 12)));
    if (part == Part.FIXED && left == 0) {
      endOfResponse();
    }
  }

  private void beginChunk() {
    part = Part.CHUNK_SIZE;
    left = 0;
  }

  private void takeSize(byte b) throws IOException {
    int digit = Character.digit(b, 16);
    if (digit >= 0) {
      left = left * 16 + digit;
    } else if (b == '\n') {
      part = left > 0 ? Part.CHUNK : Part.TRAILER;
      lineBytes = 0;
    } else if (b != '\r') {
      throw new IOException("a chunk's size with byte " + b);
    }
  }

  private void takeChunkEnd(byte b) {
    if (b == '\n') {
      beginChunk();
    }
  }

  private void takeTrailer(byte b) throws IOException {
    if (b == '\n' && lineBytes == 0) {
      endOfResponse();
    } else if (b == '\n') {
      lineBytes = 0;
    } else if (b != '\r') {
      lineBytes++;
    }
  }

  private void endOfResponse() throws IOException {
    part = Part.HEAD;
    content.responseRead();
  }
}
