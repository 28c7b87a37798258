package dev.headgate.demo;

import dev.headgate.demo.Script.Event;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's responses. */
final class OpenAiResponses implements DemoApi {
  private static final String USAGE =
      """
      {"input_tokens":%s,"input_tokens_details":{"cached_tokens":%s,"cache_write_tokens":0},\
      "output_tokens":%s,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":%s}\
      """
          .formatted(
              DemoText.PROMPT_TOKENS,
              DemoText.CACHED_PROMPT_TOKENS,
              DemoText.ANSWER_TOKENS,
              DemoText.TOTAL_TOKENS);
  private static final String WHOLE_TEXT = Json.string(DemoText.TEXT);
  private static final String WHOLE_PART = part(WHOLE_TEXT);
  private static final String WHOLE_ITEM = item("completed", WHOLE_PART);

  @Override
  public String path() {
    return "/v1/responses";
  }

  @Override
  public Answer answer(DemoRequest request) {
    String model = request.modelOr("gpt-demo");
    return request.asksForStream()
        ? new Answer.Streamed(new Telling(model).script())
        : new Answer.Whole(200, completed(model));
  }

  private static String completed(String model) {
    return response(model, "completed", WHOLE_ITEM, USAGE);
  }

  private static String response(String model, String status, String output, String usage) {
    return """
    {"id":"resp_demo","object":"response","created_at":%s,"status":"%s","error":null,\
    "incomplete_details":null,"instructions":null,"max_output_tokens":null,"model":%s,\
    "output":[%s],"parallel_tool_calls":true,"previous_response_id":null,\
    "reasoning":{"effort":null,"summary":null},"store":false,"temperature":1.0,\
    "text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],"top_p":1.0,\
    "truncation":"disabled","usage":%s,"user":null,"metadata":{}}\
    """
        .formatted(DemoText.CREATED_EPOCH_SECONDS, status, Json.string(model), output, usage);
  }

  private static String item(String status, String content) {
    return """
    {"id":"msg_demo","type":"message","status":"%s","role":"assistant","content":[%s]}\
    """
        .formatted(status, content);
  }

  private static String part(String text) {
    return """
    {"type":"output_text","annotations":[],"logprobs":[],"text":%s}\
    """
        .formatted(text);
  }

  /** Numbers the events of one stream. */
  private static final class Telling {
    private static final String IN_ITEM =
        ",\"item_id\":\"msg_demo\",\"output_index\":0,\"content_index\":0";

    private final String model;
    private final List<Event> events = new ArrayList<>();

    Telling(String model) {
      this.model = model;
    }

    Script script() {
      String started = ",\"response\":" + response(model, "in_progress", "", "null");
      add("response.created", started);
      add("response.in_progress", started);
      add("response.output_item.added", inOutput(item("in_progress", "")));
      add("response.content_part.added", IN_ITEM + ",\"part\":" + part("\"\""));
      for (String token : DemoText.TOKENS) {
        String delta = IN_ITEM + ",\"delta\":" + Json.string(token) + ",\"logprobs\":[]";
        events.add(event("response.output_text.delta", delta).asToken());
      }
      add("response.output_text.done", IN_ITEM + ",\"text\":" + WHOLE_TEXT + ",\"logprobs\":[]");
      add("response.content_part.done", IN_ITEM + ",\"part\":" + WHOLE_PART);
      add("response.output_item.done", inOutput(WHOLE_ITEM));
      add("response.completed", ",\"response\":" + completed(model));
      return new Script(events);
    }

    private static String inOutput(String item) {
      return ",\"output_index\":0,\"item\":" + item;
    }

    private void add(String type, String more) {
      events.add(event(type, more));
    }

    private Event event(String type, String more) {
      return Event.of(
          type, "{\"type\":\"%s\",\"sequence_number\":%s%s}".formatted(type, events.size(), more));
    }
  }
}
