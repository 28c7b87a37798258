package dev.headgate.demo;

import dev.headgate.demo.Script.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gemini's generated content. The model and whether to stream stand in the path. */
final class GeminiContent implements DemoApi {
  private static final Pattern PATH =
      Pattern.compile("/models/(?<model>[^/:]+):(?<verb>streamGenerateContent|generateContent)$");
  private static final Pattern AS_EVENTS = Pattern.compile("(^|[?&])alt=sse(&|$)");
  private static final String FINISH = ",\"finishReason\":\"STOP\"";

  @Override
  public String path() {
    return "/v1beta/models/gemini-demo:streamGenerateContent?alt=sse";
  }

  @Override
  public boolean answers(String requestPath) {
    return PATH.matcher(requestPath).find();
  }

  @Override
  public Answer answer(DemoRequest request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.find()) {
      throw new IllegalArgumentException("path: " + request.path() + " (expected: " + PATH + ")");
    }
    String model = path.group("model");
    if (path.group("verb").equals("generateContent")) {
      return new Answer.Whole(200, content(model, DemoText.TEXT, FINISH, DemoText.ANSWER_TOKENS));
    }
    return AS_EVENTS.matcher(request.query()).find()
        ? new Answer.Streamed(script(model))
        : new Answer.Whole(
            400,
            """
            {"error":{"code":400,"message":"The demo streams server-sent events only: add \
            ?alt=sse.","status":"INVALID_ARGUMENT"}}\
            """);
  }

  private static Script script(String model) {
    List<Event> events = new ArrayList<>();
    for (int said = 1; said <= DemoText.ANSWER_TOKENS; said++) {
      String finish = said == DemoText.ANSWER_TOKENS ? FINISH : "";
      String token = DemoText.TOKENS.get(said - 1);
      events.add(Event.of(content(model, token, finish, said)).asToken());
    }
    return new Script(events);
  }

  private static String content(String model, String text, String finish, int answerTokens) {
    return """
    {"candidates":[{"content":{"parts":[{"text":%s}],"role":"model"}%s,"index":0}],\
    "usageMetadata":{"promptTokenCount":%s,"candidatesTokenCount":%s,"totalTokenCount":%s,\
    "cachedContentTokenCount":%s},"modelVersion":%s,"responseId":"demo"}\
    """
        .formatted(
            Json.string(text),
            finish,
            DemoText.PROMPT_TOKENS,
            answerTokens,
            DemoText.PROMPT_TOKENS + answerTokens,
            DemoText.CACHED_PROMPT_TOKENS,
            Json.string(model));
  }
}
