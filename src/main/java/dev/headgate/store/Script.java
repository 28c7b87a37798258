package dev.headgate.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/** What Redis does at once for all who ask, in Lua. */
enum Script {
  TAKE,
  SPEND,
  ENTER,
  RENEW;

  private final String text = read(name().toLowerCase(Locale.ROOT) + ".lua");

  /** Its source. */
  String text() {
    return text;
  }

  private static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
