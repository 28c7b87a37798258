package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.value.DialectName;
import dev.headgate.dialect.StreamReading.End;
import dev.headgate.exchange.Usage;
import dev.headgate.exchange.Usage.Source;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamReaderTest {
  private static final String SSE = "text/event-stream";
  private static final String NDJSON = "application/x-ndjson";

  private static StreamReader reader(DialectName name, String path, String mediaType) {
    return Objects.requireNonNull(StreamReader.of(name, path, mediaType, "\"call-1\""));
  }

  /** Reads a whole text; returns a letter for each event: content, reasoning, or neither. */
  private static String read(StreamReader reader, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    StringBuilder events = new StringBuilder();
    int start = 0;
    for (int end = reader.scanner().next(bytes, 0, bytes.length);
        end >= 0;
        end = reader.scanner().next(bytes, end, bytes.length)) {
      long before = reader.events();
      reader.read(bytes, start, end);
      StreamReading reading = reader.reading();
      if (reader.events() > before) {
        events.append(reading.isReasoning() ? 'r' : reading.isContent() ? 'c' : '-');
      }
      start = end;
    }
    return events.toString();
  }

  private static StreamReader after(DialectName name, String text) {
    String mediaType = name == DialectName.OLLAMA ? NDJSON : SSE;
    StreamReader reader = reader(name, "/x", mediaType);
    read(reader, text);
    return reader;
  }

  private static boolean isUnfinished(StreamReader reader) {
    return reader.dialect().isUnfinished(reader.reading());
  }

  private static Usage exact(long cached, long reasoning) {
    return new Usage(Source.EXACT, 17, 9, cached, reasoning);
  }

  static Stream<Arguments> transcripts() {
    return Stream.concat(withUsage(), withoutUsage());
  }

  private static Stream<Arguments> withUsage() {
    String gemini = "/v1beta/models/m:streamGenerateContent";
    return Stream.of(
        stream(DialectName.OPENAI, "/v1/chat/completions", Transcripts.OPENAI)
            .tells("-c---", 5, "gpt-x", "stop", exact(5, 3)),
        stream(DialectName.OPENAI_RESPONSES, "/v1/responses", Transcripts.OPENAI_RESPONSES)
            .tells("--c-", 4, "gpt-x", "completed", exact(5, 3)),
        stream(DialectName.ANTHROPIC, "/v1/messages", Transcripts.ANTHROPIC)
            .tells("---c---", 7, "claude-x", "end_turn", exact(5, 0)),
        stream(DialectName.GEMINI, gemini, Transcripts.GEMINI)
            .tells("rcc", 3, "gemini-x", "STOP", exact(5, 3)),
        stream(DialectName.OLLAMA, "/api/chat", Transcripts.OLLAMA)
            .tells("-c-", 3, "llama-x", "stop", exact(0, 0)));
  }

  private static Stream<Arguments> withoutUsage() {
    return Stream.of(
        stream(DialectName.AI_SDK_UI, "/ui", Transcripts.AI_SDK_UI).tells("-rc--", 5, "", "", null),
        stream(DialectName.AG_UI, "/run", Transcripts.AG_UI).tells("--c-", 4, "", "", null),
        stream(DialectName.MCP, "/mcp", Transcripts.MCP).tells("cc", 2, "", "", null),
        stream(DialectName.SSE, "/x", Transcripts.UNKNOWN).tells("c-c", 3, "", "", null));
  }

  private static Transcript stream(DialectName name, String path, String text) {
    return new Transcript(name, path, name == DialectName.OLLAMA ? NDJSON : SSE, text);
  }

  private record Transcript(DialectName name, String path, String mediaType, String text) {
    Arguments tells(
        String kinds, long events, String model, String finishReason, @Nullable Usage usage) {
      return Arguments.of(name, path, mediaType, text, kinds, events, model, finishReason, usage);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transcripts")
  void readsWhatAStreamSays(
      DialectName name,
      String path,
      String mediaType,
      String text,
      String kinds,
      long events,
      String model,
      String finishReason,
      @Nullable Usage usage) {
    for (DialectName said : new DialectName[] {name, DialectName.AUTO}) {
      for (String bytes : new String[] {text, text.replace("\n", "\r\n")}) {
        StreamReader reader = reader(said, path, mediaType);
        assertThat(read(reader, bytes)).isEqualTo(kinds);
        assertThat(reader.dialect().word()).isEqualTo(name.toString());
        assertThat(reader.events()).isEqualTo(events);
        assertThat(reader.reading().model()).isEqualTo(model);
        assertThat(reader.reading().finishReason()).isEqualTo(finishReason);
        assertThat(reader.usage(1000)).isEqualTo(usage);
        assertThat(reader.reading().hasFailed()).isFalse();
        assertThat(isUnfinished(reader)).isFalse();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transcripts")
  void isUnfinishedWithoutItsTerminator(
      DialectName name,
      String path,
      String mediaType,
      String text,
      String kinds,
      long events,
      String model,
      String finishReason,
      @Nullable Usage usage) {
    StreamReader reader = reader(name, path, mediaType);
    String lines = text.stripTrailing();
    String separator = mediaType.equals(NDJSON) ? "\n" : "\n\n";
    read(reader, lines.substring(0, lines.lastIndexOf(separator)) + separator);
    assertThat(isUnfinished(reader)).isEqualTo(name != DialectName.SSE);
  }

  @Test
  void streamOfWhichNothingIsKnownMayEndAnywhere() {
    StreamReader reader = after(DialectName.AUTO, "data: a\n\ndata: b\n\ndata: c\n\ndata: d\n\n");
    assertThat(reader.dialect().word()).isEqualTo("sse");
    assertThat(isUnfinished(reader)).isFalse();
    assertThat(reader.usage(1000)).isNull();
  }

  @Test
  void eventsCorrectWhatThePathHintsAt() {
    StreamReader reader = reader(DialectName.AUTO, "/v1/messages", SSE);
    read(reader, "data: hello\n\n");
    assertThat(reader.dialect().word()).isEqualTo("sse");
    read(reader, Transcripts.OPENAI);
    assertThat(reader.dialect().word()).isEqualTo("openai");
  }

  @Test
  void whatTheFileSaysIsNotCorrected() {
    StreamReader reader = after(DialectName.SSE, Transcripts.OPENAI);
    assertThat(reader.dialect().word()).isEqualTo("sse");
  }

  @Test
  void afterThreeUnknownEventsTheSearchIsOver() {
    String unknown = "data: x\n\n".repeat(StreamReader.UNKNOWN_EVENTS_MAX);
    assertThat(after(DialectName.AUTO, unknown + Transcripts.OPENAI).dialect().word())
        .isEqualTo("sse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"task\",\"id\":\"t1\",\"contextId\":\"c1\",\"status\":{\"state\":\"working\"}}",
        "{\"statusUpdate\":{\"taskId\":\"t1\",\"contextId\":\"c1\",\"status\":{}}}",
      })
  void agentsFirstResultIsNotTheAnswerThatMcpEndsWith(String result) {
    String event = "data: {\"jsonrpc\":\"2.0\",\"id\":\"call-1\",\"result\":" + result + "}\n\n";
    StreamReader reader = after(DialectName.AUTO, event);
    assertThat(reader.dialect().word()).isEqualTo("sse");
    assertThat(reader.reading().end()).isEqualTo(End.OPEN);
    read(reader, event + event + event);
    assertThat(reader.dialect().word()).isEqualTo("sse");
  }

  @Test
  void pathHoldsWhereTheStreamBeginsWithItsError() {
    StreamReader reader = reader(DialectName.AUTO, "/v1/chat/completions", SSE);
    read(reader, "data: {\"error\":{\"message\":\"out of \\\"luck\\\"\",\"code\":500}}\n\n");
    assertThat(reader.dialect().word()).isEqualTo("openai");
    assertThat(reader.reading().hasFailed()).isTrue();
    assertThat(reader.reading().error()).isEqualTo("out of \"luck\"");
    assertThat(isUnfinished(reader)).isFalse();
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(
            DialectName.OPENAI,
            "data: {\"error\":{\"message\":\"No\"},\"choices\":[{\"delta\":{\"content\":\"\"}}]}\n\n"),
        Arguments.of(DialectName.OPENAI, "event: error\ndata: {\"message\":\"No\"}\n\n"),
        Arguments.of(
            DialectName.OPENAI_RESPONSES,
            "data: {\"type\":\"error\",\"code\":\"x\",\"message\":\"No\",\"sequence_number\":4}\n\n"),
        Arguments.of(
            DialectName.OPENAI_RESPONSES,
            "data: {\"type\":\"response.failed\",\"response\":{\"error\":{\"message\":\"No\"}}}\n\n"),
        Arguments.of(
            DialectName.ANTHROPIC,
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"No\"}}\n\n"),
        Arguments.of(
            DialectName.GEMINI,
            "data: {\"error\":{\"code\":503,\"message\":\"No\",\"status\":\"UNAVAILABLE\"}}\n\n"),
        Arguments.of(DialectName.OLLAMA, "{\"error\":\"No\"}\n"),
        Arguments.of(DialectName.AI_SDK_UI, "data: {\"type\":\"error\",\"errorText\":\"No\"}\n\n"),
        Arguments.of(
            DialectName.AG_UI,
            "data: {\"type\":\"RUN_ERROR\",\"message\":\"No\",\"code\":\"x\"}\n\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void hearsOfAnUpstreamsOwnError(DialectName name, String text) {
    StreamReader reader = after(name, text);
    assertThat(reader.reading().hasFailed()).isTrue();
    assertThat(reader.reading().error()).isEqualTo("No");
    assertThat(isUnfinished(reader)).isFalse();
  }

  @Test
  void usageIsPartialWhereTheStreamWasCut() {
    String cut =
        Transcripts.ANTHROPIC.substring(0, Transcripts.ANTHROPIC.indexOf("event: message_delta"));
    Usage usage = after(DialectName.ANTHROPIC, cut).usage(1000);
    // Five bytes were seen, which are two tokens; one was told before.
    assertThat(usage).isEqualTo(new Usage(Source.PARTIAL, 17, 2, 5, 0));
  }

  @Test
  void usageIsEstimatedWhereNothingWasTold() {
    String cut = Transcripts.OPENAI.substring(0, Transcripts.OPENAI.indexOf("data: [DONE]"));
    String silent = cut.substring(0, cut.lastIndexOf("data: {"));
    Usage usage = after(DialectName.OPENAI, silent).usage(1000);
    assertThat(usage).isEqualTo(new Usage(Source.ESTIMATED, 250, 2, 0, 0));
  }

  @Test
  void lastUsageHoldsAndNullErasesNothing() {
    String each =
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":%s}}\n\n";
    String none = "data: {\"choices\":[],\"usage\":null}\n\n";
    Usage usage = after(DialectName.OPENAI, each.formatted(1) + each.formatted(2) + none).usage(9);
    assertThat(usage).isEqualTo(new Usage(Source.EXACT, 3, 2, 0, 0));
  }

  @Test
  void endIsToldOnce() {
    assertThat(after(DialectName.OPENAI, Transcripts.OPENAI).reading().end()).isEqualTo(End.ENDED);
    assertThat(after(DialectName.GEMINI, Transcripts.GEMINI).reading().end())
        .isEqualTo(End.MAY_END);
    assertThat(after(DialectName.SSE, "data: x\n\n").reading().end()).isEqualTo(End.OPEN);
    assertThat(after(DialectName.SSE, "data: [DONE]\n\n").reading().end()).isEqualTo(End.ENDED);
  }

  @Test
  void otherMediaTypesAreNotRead() {
    assertThat(StreamReader.of(DialectName.AUTO, "/api/chat", "application/json", "")).isNull();
    assertThat(StreamReader.of(DialectName.OPENAI, "/x", NDJSON, "")).isNull();
    assertThat(reader(DialectName.OLLAMA, "/x", SSE).dialect().word()).isEqualTo("sse");
  }
}
