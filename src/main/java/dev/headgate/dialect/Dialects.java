package dev.headgate.dialect;

import dev.headgate.config.value.DialectName;
import dev.headgate.sse.Event;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  private static final Map<DialectName, Dialect> BY_NAME = byName();

  private Dialects() {}

  private static Map<DialectName, Dialect> byName() {
    Map<DialectName, Dialect> named = new EnumMap<>(DialectName.class);
    for (DialectName name : DialectName.values()) {
      ALL.stream()
          .filter(dialect -> dialect.word().equals(name.toString()))
          .forEach(dialect -> named.put(name, dialect));
    }
    return named;
  }

  /** The dialect in which a request is answered, as far as the route and the path tell. */
  public static Dialect of(DialectName configured, String path) {
    Dialect named = BY_NAME.get(configured);
    return named == null ? ofPath(path) : named;
  }

  private static Dialect ofPath(String path) {
    for (Dialect dialect : ALL) {
      if (dialect.takesPath(path)) {
        return dialect;
      }
    }
    return UNKNOWN;
  }

  /** The dialect that an event of that media type can only be in; null where it could be any. */
  static @Nullable Dialect knowing(String mediaType, Event event, Members members) {
    return ALL.stream()
        .filter(dialect -> dialect.mediaType().equals(mediaType) && dialect.knows(event, members))
        .findFirst()
        .orElse(null);
  }
}
