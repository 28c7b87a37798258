package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.value.DialectName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that the providers' own clients were seen to turn into typed errors. */
class ErrorEventsTest {
  private static final Failure STALLED =
      new Failure("stream_stalled", 504, "Too “quiet”.", "req-1");

  private static @Nullable String event(DialectName name, StreamReading reading) {
    byte[] bytes = Dialects.of(name, "/").errorEvent(STALLED, reading);
    return bytes == null ? null : new String(bytes, US_ASCII);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          OPENAI           | event: error\\ndata: {"error":{"message":"M","type":"stream_stalled","param":null,"code":"504"}}\\n\\n
          OPENAI_RESPONSES | event: error\\ndata: {"type":"error","sequence_number":0,"code":"504","message":"M","param":null,"error":{"type":"stream_stalled","code":"504","message":"M","param":null}}\\n\\n
          ANTHROPIC        | event: error\\ndata: {"type":"error","error":{"type":"timeout_error","message":"M"}}\\n\\n
          GEMINI           | data: {"error":{"code":504,"message":"M","status":"DEADLINE_EXCEEDED"}}\\n\\n
          OLLAMA           | {"error":"M"}\\n
          AI_SDK_UI        | data: {"type":"error","errorText":"M"}\\n\\ndata: [DONE]\\n\\n
          AG_UI            | data: {"type":"RUN_ERROR","message":"M","code":"stream_stalled"}\\n\\n
          """)
  void errorEvent(DialectName name, String expected) {
    assertThat(event(name, new StreamReading()))
        .isEqualTo(expected.replace("\\n", "\n").replace("\"M\"", "\"Too \\u201Cquiet\\u201D.\""));
  }

  @Test
  void onlyACutTellsWhoeverReadsAnyEvents() {
    assertThat(event(DialectName.SSE, new StreamReading())).isNull();
  }

  @Test
  void responsesGoOnCounting() {
    StreamReader reader = reader(DialectName.OPENAI_RESPONSES, "");
    read(reader, "data: {\"type\":\"response.in_progress\",\"sequence_number\":41}\n\n");
    assertThat(event(DialectName.OPENAI_RESPONSES, reader.reading()))
        .contains("\"sequence_number\":42,");
  }

  @Test
  void mcpAnswersTheRequestUnlessItsEventsHaveIds() {
    StreamReader reader = reader(DialectName.MCP, "7");
    assertThat(event(DialectName.MCP, reader.reading()))
        .isEqualTo(
            "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32001,"
                + "\"message\":\"Too \\u201Cquiet\\u201D.\"}}\n\n");
    read(reader, "id: 1\ndata: {\"jsonrpc\":\"2.0\"}\n\n");
    assertThat(event(DialectName.MCP, reader.reading())).isNull();
    assertThat(event(DialectName.MCP, new StreamReading())).isNull();
  }

  @Test
  void onlyGeminisClientsNeedACutToo() {
    for (DialectName name : DialectName.values()) {
      assertThat(Dialects.of(name, "/").cutsBehindErrorEvent())
          .as("%s", name)
          .isEqualTo(name == DialectName.GEMINI);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, 401, invalid_request_error",
    "OPENAI, 429, rate_limit_error",
    "OPENAI_RESPONSES, 503, server_error",
    "ANTHROPIC, 400, invalid_request_error",
    "ANTHROPIC, 401, authentication_error",
    "ANTHROPIC, 413, request_too_large",
    "ANTHROPIC, 429, rate_limit_error",
    "ANTHROPIC, 502, api_error",
    "ANTHROPIC, 503, overloaded_error",
    "GEMINI, 413, INVALID_ARGUMENT",
    "GEMINI, 429, RESOURCE_EXHAUSTED",
    "GEMINI, 502, UNAVAILABLE",
    "SSE, 401, authentication_error",
    "SSE, 403, permission_error",
    "SSE, 429, rate_limit_error",
    "SSE, 501, invalid_request_error",
    "SSE, 504, timeout_error",
  })
  void errorBody(DialectName name, int status, String type) {
    byte[] body =
        Dialects.of(name, "/").errorBody(new Failure("the_code", status, "Sorry.", "req-1"));
    assertThat(new String(body, UTF_8)).contains("\"" + type + "\"", "\"message\":\"Sorry.\"");
  }

  @Test
  void ollamasClientsReadATextOnly() {
    assertThat(Dialects.of(DialectName.OLLAMA, "/").errorBody(STALLED))
        .asString(US_ASCII)
        .isEqualTo("{\"error\":\"Too \\u201Cquiet\\u201D.\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, openai",
    "/v1/completions, openai",
    "/openai/deployments/d/chat/completions, openai",
    "/v1/responses, openai-responses",
    "/v1/messages, anthropic",
    "/v1/messages/count_tokens, sse",
    "/v1beta/models/gemini-x:streamGenerateContent, gemini",
    "/api/chat, ollama",
    "/api/generate, ollama",
    "/api/chat/7, sse",
    "/, sse",
  })
  void pathHintsAtADialect(String path, String word) {
    assertThat(Dialects.of(DialectName.AUTO, path).word()).isEqualTo(word);
  }

  private static StreamReader reader(DialectName name, String rpcId) {
    return Objects.requireNonNull(StreamReader.of(name, "/x", "text/event-stream", rpcId));
  }

  private static void read(StreamReader reader, String event) {
    byte[] bytes = event.getBytes(UTF_8);
    reader.read(bytes, 0, bytes.length);
  }
}
