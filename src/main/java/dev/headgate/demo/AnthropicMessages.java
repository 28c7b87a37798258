package dev.headgate.demo;

import dev.headgate.demo.Script.Event;
import java.util.ArrayList;
import java.util.List;

/** Anthropic's messages. */
final class AnthropicMessages implements DemoApi {
  private static final int FRESH_INPUT_TOKENS =
      DemoText.PROMPT_TOKENS - DemoText.CACHED_PROMPT_TOKENS;

  @Override
  public String path() {
    return "/v1/messages";
  }

  @Override
  public Answer answer(DemoRequest request) {
    String model = request.modelOr("claude-demo");
    if (request.asksForStream()) {
      return new Answer.Streamed(script(model));
    }
    String content = "{\"type\":\"text\",\"text\":%s}".formatted(Json.string(DemoText.TEXT));
    return new Answer.Whole(200, message(model, content, "\"end_turn\"", DemoText.ANSWER_TOKENS));
  }

  private static Script script(String model) {
    List<Event> events = new ArrayList<>();
    events.add(event("message_start", ",\"message\":" + message(model, "", "null", 1)));
    events.add(
        event(
            "content_block_start",
            ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
    events.add(Event.of("ping", "{\"type\": \"ping\"}"));
    for (String token : DemoText.TOKENS) {
      String delta = "{\"type\":\"text_delta\",\"text\":" + Json.string(token) + "}";
      events.add(event("content_block_delta", ",\"index\":0,\"delta\":" + delta).asToken());
    }
    events.add(event("content_block_stop", ",\"index\":0"));
    events.add(
        event(
            "message_delta",
            ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                + "\"usage\":{\"output_tokens\":%s}".formatted(DemoText.ANSWER_TOKENS)));
    events.add(event("message_stop", ""));
    return new Script(events);
  }

  private static Event event(String type, String more) {
    return Event.of(type, "{\"type\":\"" + type + "\"" + more + "}");
  }

  private static String message(String model, String content, String stopReason, int outputTokens) {
    return """
    {"id":"msg_demo","type":"message","role":"assistant","model":%s,"content":[%s],\
    "stop_reason":%s,"stop_sequence":null,"usage":{"input_tokens":%s,\
    "cache_creation_input_tokens":0,"cache_read_input_tokens":%s,\
    "cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},\
    "output_tokens":%s,"service_tier":"standard"}}\
    """
        .formatted(
            Json.string(model),
            content,
            stopReason,
            FRESH_INPUT_TOKENS,
            DemoText.CACHED_PROMPT_TOKENS,
            outputTokens);
  }
}
