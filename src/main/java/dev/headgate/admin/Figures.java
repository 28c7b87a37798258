package dev.headgate.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headgate.exchange.ExchangeTimes;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes what may not be known: it is left out then. */
final class Figures {
  private static final double MILLIS_PER_SECOND = 1000;

  private Figures() {}

  /** Milliseconds to three places. */
  static void millis(JsonGenerator json, String name, long nanos) throws IOException {
    if (nanos != ExchangeTimes.NEVER) {
      json.writeNumberField(name, TimeUnit.NANOSECONDS.toMicros(nanos) / MILLIS_PER_SECOND);
    }
  }

  /** Milliseconds to one place. */
  static void millisOfSeconds(JsonGenerator json, String name, double seconds) throws IOException {
    if (!Double.isNaN(seconds)) {
      json.writeNumberField(name, tenths(seconds * MILLIS_PER_SECOND));
    }
  }

  static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
    if (value != null && !value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
