package dev.headgate.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One event of the far end: its number, when it left, and a checksum that tells whether anyone
 * touched it.
 *
 * @param number from 0
 * @param of how many the stream has
 * @param atMicros when it left, since the stream's begin, by the far end's clock
 */
public record Stamp(int number, int of, long atMicros) {
  // Letters that a wrong character set would break.
  private static final String FILLER = "Größe €5 – “yes” ";
  private static final Pattern ANY =
      Pattern.compile("\"doctor\":([0-9]{1,9}),\"of\":([0-9]{1,9}),\"at_us\":([0-9]{1,15}),");
  private static final Pattern WHOLE =
      Pattern.compile("data: (\\{[^\n]*)\"crc\":\"([0-9a-f]{8})\"\\}\n\n");

  /** A stamp as it was received. */
  record Read(Stamp stamp, boolean intact) {}

  /** Whether the far end sends none after it. */
  boolean isLast() {
    return number == of - 1;
  }

  /** The event, with the blank line that ends it, and so many bytes of text in it. */
  public String event(int fillerBytes) {
    String checked =
        "{\"doctor\":%d,\"of\":%d,\"at_us\":%d,\"text\":\"%s\","
            .formatted(number, of, atMicros, filler(fillerBytes));
    return "data: " + checked + "\"crc\":\"" + checksum(checked) + "\"}\n\n";
  }

  /** The stamp of an event, empty where it has none. */
  static Optional<Read> of(String event) {
    Matcher any = ANY.matcher(event);
    if (!any.find()) {
      return Optional.empty();
    }
    Matcher whole = WHOLE.matcher(event);
    boolean intact = whole.matches() && checksum(whole.group(1)).equals(whole.group(2));
    Stamp stamp =
        new Stamp(
            Integer.parseInt(any.group(1)),
            Integer.parseInt(any.group(2)),
            Long.parseLong(any.group(3)));
    return Optional.of(new Read(stamp, intact));
  }

  private static String filler(int bytes) {
    int times = bytes / FILLER.getBytes(UTF_8).length;
    return FILLER.repeat(times);
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(UTF_8));
    return "%08x".formatted(crc.getValue());
  }
}
