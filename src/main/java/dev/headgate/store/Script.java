package dev.headgate.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.Base16;
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
  private final String digest = Base16.digest(text.getBytes(UTF_8));

  /** Its source. */
  String text() {
    return text;
  }

  /** What Redis calls it once it has seen it. */
  String digest() {
    return digest;
  }

  private static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
