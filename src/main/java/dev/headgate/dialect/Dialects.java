package dev.headgate.dialect;

import dev.headgate.config.DialectName;
import dev.headgate.sse.Event;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Every dialect there is. */
public final class Dialects {
  /** What is spoken where nothing is known. */
  static final Dialect UNKNOWN = new AnyEvents();

  static final List<Dialect> ALL =
      List.of(
          new OpenAi(),
          new OpenAiResponses(),
          new Anthropic(),
          new Gemini(),
          new Ollama(),
          new AiSdkUi(),
          new AgUi(),
          new Mcp(),
          UNKNOWN);

  private Dialects() {}

  /** The dialect in which a request is answered, as far as the route and the path tell. */
  public static Dialect of(DialectName configured, String path) {
    if (configured != DialectName.AUTO) {
      return named(configured.toString());
    }
    return ALL.stream().filter(dialect -> dialect.takesPath(path)).findFirst().orElse(UNKNOWN);
  }

  private static Dialect named(String word) {
    return ALL.stream()
        .filter(dialect -> dialect.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(word));
  }

  /** The dialect that an event of that media type can only be in; null where it could be any. */
  static @Nullable Dialect knowing(String mediaType, Event event, Members members) {
    return ALL.stream()
        .filter(dialect -> dialect.mediaType().equals(mediaType) && dialect.knows(event, members))
        .findFirst()
        .orElse(null);
  }
}
