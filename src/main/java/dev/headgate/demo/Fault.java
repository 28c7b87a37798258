package dev.headgate.demo;

import dev.headgate.demo.Script.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the demo does wrong where it is asked to, so that an operator can see what a route makes of
 * it: {@code /demo/fault/stall}, or {@code /demo/fault/stall/v1/messages} for another API.
 */
enum Fault {
  STALL("stall", "half of the stream, then nothing"),
  RESET("reset", "half of the stream, then an RST"),
  TRUNCATE("truncate", "half of the stream, then an end without the last chunk"),
  NO_TERMINATOR("no-terminator", "the whole stream but its last event, ended in order"),
  SLOW_HEAD("slow-head", "the head after 30 s"),
  SLOW_FIRST_TOKEN("slow-first-token", "the first token after 30 s"),
  PINGS_ONLY("pings-only", "half of the stream, then a comment a second"),
  SLOW_TOKENS("slow-tokens", "a token in 3 s"),
  TOO_MANY_REQUESTS("429", "429 with Retry-After: 1"),
  INTERNAL_ERROR("500", "500"),
  OVERLOADED("529", "529, as Anthropic says that it is overloaded");

  private static final String PREFIX = "/demo/fault/";
  private static final Duration SLOW_FIRST = Duration.ofSeconds(30);
  private static final Duration SLOW = Duration.ofSeconds(3);

  private final String word;
  private final String sentence;

  Fault(String word, String sentence) {
    this.word = word;
    this.sentence = sentence;
  }

  /** The fault that a path names; empty where it names none. */
  static Optional<Fault> of(String path) {
    int at = path.indexOf(PREFIX);
    if (at < 0) {
      return Optional.empty();
    }
    String rest = path.substring(at + PREFIX.length());
    int end = rest.indexOf('/');
    String named = end < 0 ? rest : rest.substring(0, end);
    return Arrays.stream(values()).filter(fault -> fault.word.equals(named)).findFirst();
  }

  /** The path that asks for it. */
  String path() {
    return PREFIX + word;
  }

  /** What it does. */
  String sentence() {
    return sentence;
  }

  /** The status that it answers with; 200 where it streams. */
  int status() {
    return switch (this) {
      case TOO_MANY_REQUESTS -> 429;
      case INTERNAL_ERROR -> 500;
      case OVERLOADED -> 529;
      default -> 200;
    };
  }

  /** The stream with its fault. */
  Script in(Script script) {
    List<Script.Event> events = script.events();
    List<Script.Event> half = events.subList(0, events.size() / 2);
    return switch (this) {
      case STALL -> new Script(half, Ending.SILENCE, script.pace());
      case RESET -> new Script(half, Ending.RESET, script.pace());
      case TRUNCATE -> new Script(half, Ending.TRUNCATION, script.pace());
      case PINGS_ONLY -> new Script(half, Ending.PINGS, script.pace());
      case NO_TERMINATOR ->
          new Script(events.subList(0, events.size() - 1), Ending.IN_ORDER, script.pace());
      case SLOW_HEAD -> script.at(new Pace(SLOW_FIRST, Duration.ZERO, Pace.LIFELIKE.gaps()));
      case SLOW_FIRST_TOKEN -> script.at(new Pace(SLOW_FIRST, Pace.LIFELIKE.gaps()));
      case SLOW_TOKENS -> script.at(new Pace(SLOW, List.of(SLOW)));
      case TOO_MANY_REQUESTS, INTERNAL_ERROR, OVERLOADED -> script;
    };
  }
}
