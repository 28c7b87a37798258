package dev.headgate.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The text of an event, as one chunk: its number in its stream, the time of its sending, and what
 * else a token has in OpenAI's dialect, without a further digit.
 */
final class EventText {
  /** About what a provider's event with one token has. */
  private static final int TOKEN_BYTES = 49;

  private static final int NUMBER_DIGITS = 10;
  private static final int TIME_DIGITS = 19;

  private final byte[] bytes;
  private final int numberAt;
  private final int timeAt;

  EventText() {
    String number = "0".repeat(NUMBER_DIGITS);
    String time = "1".repeat(TIME_DIGITS);
    String event =
        ("data: {\"number\":%s,\"sent\":%s,\"object\":\"chat.completion.chunk\",\"choices\":[{\"delta\":"
                + "{\"content\":\"%s\"},\"finish_reason\":null}],\"usage\":null}\n\n")
            .formatted(number, time, "x".repeat(TOKEN_BYTES));
    String chunk = Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    bytes = chunk.getBytes(StandardCharsets.US_ASCII);
    numberAt = chunk.indexOf(number);
    timeAt = chunk.indexOf(time);
  }

  /** The chunk, good until it is asked for again. */
  ByteBuffer of(long number, long nanos) {
    put(number, numberAt, NUMBER_DIGITS);
    put(nanos, timeAt, TIME_DIGITS);
    return ByteBuffer.wrap(bytes);
  }

  private void put(long value, int at, int digits) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
