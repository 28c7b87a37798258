package dev.headgate.doctor;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What doctor asks of the far end, in one field of an ordinary request: so it takes the very way,
 * the path and the query of the streams that it stands for.
 */
public sealed interface Ask {
  /** The name of the field. */
  String FIELD = "Headgate-Doctor";

  /** The most events of a stream. */
  int EVENTS_MAX = 1_000;

  /** The most bytes that an event is filled with. */
  int FILLER_BYTES_MAX = 64 * 1024;

  /** The longest pause, one hour. */
  int PAUSE_MILLIS_MAX = 3_600_000;

  /** The field's value. */
  String value();

  /** The id that doctor gave to the stream that this is about. */
  String id();

  /**
   * A stream.
   *
   * @param events how many there are
   * @param gapMillis the pause before each but the first
   * @param fillerBytes how many bytes of text are in each
   * @param headMillis the pause before the head
   * @param silenceMillis the pause before the last event; 0: as before the others
   * @param marked whether its header asks those between to leave it alone
   */
  record Stream(
      String id,
      int events,
      int gapMillis,
      int fillerBytes,
      int headMillis,
      int silenceMillis,
      boolean marked)
      implements Ask {
    /** Events at one pace, of which those between are told nothing. */
    static Stream steady(String id, int events, int gapMillis, int fillerBytes) {
      return new Stream(id, events, gapMillis, fillerBytes, 0, 0, false);
    }

    /** The same, with a header that asks to be left alone. */
    Stream asMarked() {
      return new Stream(id, events, gapMillis, fillerBytes, headMillis, silenceMillis, true);
    }

    /** An event, a silence, an event. */
    static Stream silent(String id, int silenceMillis) {
      return new Stream(id, 2, 0, 0, 0, silenceMillis, true);
    }

    /** A head that comes late. */
    static Stream late(String id, int headMillis) {
      return new Stream(id, 1, 0, 0, headMillis, 0, true);
    }

    @Override
    public String value() {
      return "stream; id=%s; events=%d; gap=%d; filler=%d; head=%d; silence=%d; marked=%d"
          .formatted(id, events, gapMillis, fillerBytes, headMillis, silenceMillis, marked ? 1 : 0);
    }

    /** The pause before that event; they count from 0. */
    public int pauseMillis(int event) {
      if (event == 0) {
        return 0;
      }
      return event == events - 1 && silenceMillis > 0 ? silenceMillis : gapMillis;
    }
  }

  /** What became of the reader of a stream; {@link Told} is the answer. */
  record Ended(String id) implements Ask {
    @Override
    public String value() {
      return "ended; id=" + id;
    }
  }

  /** What a field asks for; empty where it is missing or asks for nothing that there is. */
  static Optional<Ask> of(@Nullable String value) {
    if (value == null) {
      return Optional.empty();
    }
    Map<String, String> words =
        Arrays.stream(value.split(";", -1))
            .map(String::strip)
            .collect(
                Collectors.toMap(
                    word -> word.replaceFirst("=.*", ""),
                    word -> word.replaceFirst("[^=]*=?", ""),
                    (first, _) -> first));
    String id = words.getOrDefault("id", "");
    if (!id.matches("[A-Za-z0-9-]{1,64}")) {
      return Optional.empty();
    }
    if (words.containsKey("ended")) {
      return Optional.of(new Ended(id));
    }
    return words.containsKey("stream") ? Optional.of(stream(id, words)) : Optional.empty();
  }

  private static Stream stream(String id, Map<String, String> words) {
    return new Stream(
        id,
        Math.max(1, number(words, "events", EVENTS_MAX)),
        number(words, "gap", PAUSE_MILLIS_MAX),
        number(words, "filler", FILLER_BYTES_MAX),
        number(words, "head", PAUSE_MILLIS_MAX),
        number(words, "silence", PAUSE_MILLIS_MAX),
        number(words, "marked", 1) == 1);
  }

  private static int number(Map<String, String> words, String name, int max) {
    String digits = words.getOrDefault(name, "");
    return digits.matches("[0-9]{1,9}") ? Math.min(Integer.parseInt(digits), max) : 0;
  }
}
