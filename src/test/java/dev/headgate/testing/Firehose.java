package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

/** Sends a long chunked body as fast as it is taken, and knows its checksum. */
public final class Firehose {
  private static final int PIECE_BYTES = 32 * 1024;
  private static final int EVENT_BYTES = 128;

  private final RawConnection to;
  private final CRC32 sum = new CRC32();
  private final AtomicLong sent = new AtomicLong();
  private final Thread thread;

  private Firehose(RawConnection to, long bytes) {
    this.to = to;
    this.thread = Thread.ofPlatform().daemon().name("firehose").start(() -> send(bytes));
  }

  /** Begins to send so many bytes, a multiple of 32 KiB, and then the last chunk. */
  public static Firehose begin(RawConnection to, long bytes) {
    return new Firehose(to, bytes);
  }

  /** Reads so many bytes of a chunked body: their checksum. */
  public static long sumOf(InputStream chunked, long bytes) {
    try (ChunkedInput content = new ChunkedInput(chunked)) {
      CRC32 sum = new CRC32();
      byte[] buffer = new byte[PIECE_BYTES];
      long left = bytes;
      while (left > 0) {
        int count = content.read(buffer, 0, buffer.length);
        if (count < 0) {
          throw new AssertionError("ended " + left + " bytes early");
        }
        sum.update(buffer, 0, count);
        left -= count;
      }
      if (content.read() >= 0) {
        throw new AssertionError("more came than was sent");
      }
      return sum.getValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(long bytes) {
    byte[] head = (Integer.toHexString(PIECE_BYTES) + "\r\n").getBytes(US_ASCII);
    try {
      for (long piece = 0; piece < bytes / PIECE_BYTES; piece++) {
        byte[] content = piece(piece).getBytes(US_ASCII);
        to.send(head).send(content).send("\r\n");
        sum.update(content);
        sent.addAndGet(content.length);
      }
      to.send("0\r\n\r\n");
    } catch (UncheckedIOException _) {
      // The other end is gone: the count stands still.
    }
  }

  /** Events of one size, each with the piece's number. */
  private static String piece(long number) {
    String text = "data: %012d ".formatted(number);
    return (text + "x".repeat(EVENT_BYTES - text.length() - 2) + "\n\n")
        .repeat(PIECE_BYTES / EVENT_BYTES);
  }

  /** How much of the content the connection has taken. */
  public long sent() {
    return sent.get();
  }

  /** Whether all was sent, or the other end refused it. */
  public boolean isOver() {
    return !thread.isAlive();
  }

  /** The checksum of all the content, once it is sent. */
  public long sum() {
    try {
      thread.join();
      return sum.getValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
