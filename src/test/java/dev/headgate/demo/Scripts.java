package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.demo.Script.Event;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads answers as a client would. */
final class Scripts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FRAME =
      Pattern.compile("(?:event: (?<name>[a-z_.]+)\n)?data: (?<data>[^\r\n]+)\n\n");

  /** An event as a client would take it; without a name it has an empty one. */
  record Taken(String name, String data, boolean isToken) {
    JsonNode json() {
      return Scripts.json(data);
    }
  }

  private Scripts() {}

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** The events of a streamed answer, each of which is one well-formed frame. */
  static List<Taken> events(DemoApi api, String path, String query, String body) {
    Answer answer = api.answer(new DemoRequest(path, query, body));
    assertThat(answer).isInstanceOf(Answer.Streamed.class);
    return ((Answer.Streamed) answer).script().events().stream().map(Scripts::take).toList();
  }

  /** The JSON of an answer that is not streamed. */
  static JsonNode whole(DemoApi api, String path, String body) {
    Answer answer = api.answer(new DemoRequest(path, "", body));
    assertThat(answer).isInstanceOf(Answer.Whole.class);
    assertThat(((Answer.Whole) answer).status()).isEqualTo(200);
    return json(((Answer.Whole) answer).json());
  }

  private static Taken take(Event event) {
    Matcher frame = FRAME.matcher(event.text());
    assertThat(frame.matches()).as(event.text()).isTrue();
    String name = frame.group("name");
    return new Taken(name == null ? "" : name, frame.group("data"), event.isToken());
  }
}
