package dev.headgate.dialect;

import dev.headgate.dialect.StreamReading.End;
import dev.headgate.sse.Event;
import dev.headgate.sse.LineScanner;
import dev.headgate.sse.Scanner;
import org.jspecify.annotations.Nullable;

/** Ollama's own API: a JSON object a line. */
final class Ollama extends Dialect {
  private static final byte[] DONE_NAME = ascii("done");

  private enum Key {
    CONTENT,
    RESPONSE,
    THINKING,
    TOOL_CALLS,
    DONE,
    DONE_REASON,
    MODEL,
    PROMPT_EVAL_COUNT,
    EVAL_COUNT,
    ERROR
  }

  private static final Keys<Key> KEYS = Keys.of(Key.values());

  Ollama() {
    super("ollama");
  }

  @Override
  public String provider() {
    return "ollama";
  }

  @Override
  public String mediaType() {
    return "application/x-ndjson";
  }

  @Override
  boolean takesPath(String path) {
    return path.endsWith("/api/chat") || path.endsWith("/api/generate");
  }

  @Override
  boolean knows(Event event, Members members) {
    members.begin(event);
    return members.find(DONE_NAME);
  }

  @Override
  public Scanner scanner() {
    return new LineScanner();
  }

  @Override
  void split(Event event, byte[] bytes, int start, int end, boolean first) {
    event.readLine(bytes, start, end);
  }

  @Override
  void read(Event event, StreamReading reading) {
    Members members = reading.members(event);
    while (members.next()) {
      switch (KEYS.of(members)) {
        case CONTENT, RESPONSE -> {
          if (members.textLength() > 0) {
            reading.content(members.textLength());
          }
        }
        case THINKING -> {
          if (members.textLength() > 0) {
            reading.reasoning(members.textLength());
          }
        }
        case TOOL_CALLS -> {
          if (members.isFilledArray()) {
            reading.content(0);
          }
        }
        case DONE -> {
          if (members.depth() == 1 && members.isTrue()) {
            reading.usageWhole();
            reading.end(End.ENDED);
          }
        }
        case DONE_REASON -> reading.finishReason(members);
        case MODEL -> reading.model(members);
        case PROMPT_EVAL_COUNT -> reading.count(Count.INPUT, members.number());
        case EVAL_COUNT -> reading.count(Count.OUTPUT, members.number());
        case ERROR -> {
          if (members.depth() == 1) {
            reading.error(members);
          }
        }
        case null -> {}
      }
    }
  }

  @Override
  public String terminator() {
    return "\"done\":true";
  }

  @Override
  boolean hasComments() {
    return false;
  }

  @Override
  public byte @Nullable [] errorEvent(Failure failure, StreamReading reading) {
    return joined(errorBody(failure), ascii("\n"));
  }

  @Override
  public byte[] errorBody(Failure failure) {
    return Json.object(json -> json.writeStringField("error", failure.sentence()));
  }
}
