package dev.headgate.demo;

import dev.headgate.demo.Script.Event;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's chat completions. */
final class OpenAiChat implements DemoApi {
  private static final String USAGE =
      """
      {"prompt_tokens":%s,"completion_tokens":%s,"total_tokens":%s,\
      "prompt_tokens_details":{"cached_tokens":%s,"audio_tokens":0},\
      "completion_tokens_details":{"reasoning_tokens":0}}\
      """
          .formatted(
              DemoText.PROMPT_TOKENS,
              DemoText.ANSWER_TOKENS,
              DemoText.TOTAL_TOKENS,
              DemoText.CACHED_PROMPT_TOKENS);

  @Override
  public String path() {
    return "/v1/chat/completions";
  }

  @Override
  public Answer answer(DemoRequest request) {
    String model = request.modelOr("gpt-demo");
    return request.asksForStream()
        ? new Answer.Streamed(script(model, request.asksForUsage()))
        : new Answer.Whole(200, completion(model));
  }

  private static Script script(String model, boolean withUsage) {
    // Whoever asked for the usage finds it null on every chunk but the last.
    String noUsageYet = withUsage ? ",\"usage\":null" : "";
    List<Event> events = new ArrayList<>();
    events.add(
        Event.of(
            chunk(
                model,
                choice("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null"),
                noUsageYet)));
    for (String token : DemoText.TOKENS) {
      String delta = "{\"content\":" + Json.string(token) + "}";
      events.add(Event.of(chunk(model, choice(delta, "null"), noUsageYet)).asToken());
    }
    events.add(Event.of(chunk(model, choice("{}", "\"stop\""), noUsageYet)));
    if (withUsage) {
      events.add(Event.of(chunk(model, "", ",\"usage\":" + USAGE)));
    }
    events.add(Event.of("[DONE]"));
    return new Script(events);
  }

  private static String chunk(String model, String choices, String usage) {
    return """
    {"id":"chatcmpl-demo","object":"chat.completion.chunk","created":%s,"model":%s,\
    "service_tier":"default","system_fingerprint":"fp_demo","choices":[%s]%s}\
    """
        .formatted(DemoText.CREATED_EPOCH_SECONDS, Json.string(model), choices, usage);
  }

  private static String choice(String delta, String finishReason) {
    return "{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}"
        .formatted(delta, finishReason);
  }

  private static String completion(String model) {
    return """
    {"id":"chatcmpl-demo","object":"chat.completion","created":%s,"model":%s,\
    "service_tier":"default","system_fingerprint":"fp_demo","choices":[{"index":0,\
    "message":{"role":"assistant","content":%s,"refusal":null,"annotations":[]},\
    "logprobs":null,"finish_reason":"stop"}],"usage":%s}\
    """
        .formatted(
            DemoText.CREATED_EPOCH_SECONDS, Json.string(model), Json.string(DemoText.TEXT), USAGE);
  }
}
