package dev.headgate.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.headgate.client.ReceivedRequest;
import dev.headgate.doctor.Ask;
import dev.headgate.http1.RequestHead;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.xnio.IoUtils;

/** Finds the API that a request is for, and sends its answer. */
final class DemoHandler implements HttpHandler {
  private static final int BODY_BYTES_MAX = 1024 * 1024;
  private static final String ASKS_FOR_STREAM = "{\"stream\":true}";
  private static final DemoApi CHAT = new OpenAiChat();
  private static final List<DemoApi> APIS =
      List.of(CHAT, new OpenAiResponses(), new AnthropicMessages(), new GeminiContent());

  private final Stage stage;
  private final FarEnd farEnd;

  DemoHandler(Stage stage, FarEnd farEnd) {
    this.stage = stage;
    this.farEnd = farEnd;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    RequestHead head = ReceivedRequest.of(exchange).head();
    String path = head.path();
    Optional<DemoApi> api = APIS.stream().filter(a -> a.answers(path)).findFirst();
    Optional<Fault> fault = Fault.of(path);
    Optional<Ask> asked = Ask.of(head.fields().first(Ask.FIELD));
    if (asked.isPresent()) {
      receive(exchange, _ -> farEnd.answer(exchange, asked.get()));
    } else if (path.equals("/")) {
      send(exchange, 200, index());
    } else if (fault.isPresent() && fault.get().status() != 200) {
      refuseAs(exchange, fault.get());
    } else if (fault.isPresent() && api.isEmpty()) {
      receive(exchange, body -> answer(exchange, head, CHAT, body));
    } else if (api.isEmpty()) {
      send(exchange, 404, error("not_found_error", "The demo plays " + paths()));
    } else if (!head.method().equals("POST")) {
      exchange.getResponseHeaders().put(Headers.ALLOW, "POST");
      send(exchange, 405, error("invalid_request_error", "The demo plays on POST only."));
    } else if (exchange.getRequestContentLength() > BODY_BYTES_MAX) {
      refuse(exchange, new Receiver.RequestToLargeException());
    } else {
      receive(exchange, body -> answer(exchange, head, api.get(), body));
    }
  }

  private static void receive(HttpServerExchange exchange, Consumer<String> whole) {
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(BODY_BYTES_MAX);
    receiver.receiveFullBytes(
        // Dispatched, or Undertow would end the exchange when the handler returns.
        (_, body) ->
            exchange.dispatch(
                SameThreadExecutor.INSTANCE, () -> whole.accept(new String(body, UTF_8))),
        DemoHandler::refuse);
  }

  private void answer(HttpServerExchange exchange, RequestHead head, DemoApi api, String body) {
    // A fault can be seen without sending anything.
    String asked = api.answers(head.path()) ? body : ASKS_FOR_STREAM;
    DemoRequest request = new DemoRequest(head.path(), head.query(), asked);
    switch (api.answer(request)) {
      case Answer.Streamed(Script script) ->
          stage.play(exchange, Fault.of(head.path()).map(fault -> fault.in(script)).orElse(script));
      case Answer.Whole(int status, String json) -> send(exchange, status, json);
    }
  }

  private static void refuseAs(HttpServerExchange exchange, Fault fault) {
    if (fault == Fault.TOO_MANY_REQUESTS) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
    }
    send(
        exchange,
        fault.status(),
        error("demo_fault", "The demo was asked for " + fault.sentence()));
  }

  private static void refuse(HttpServerExchange exchange, IOException failure) {
    if (failure instanceof Receiver.RequestToLargeException) {
      send(exchange, 413, error("request_too_large", "The demo reads 1 MiB at most."));
    } else {
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  private static void send(HttpServerExchange exchange, int status, String json) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(json);
  }

  private static String index() {
    return "{\"demo\":\"Recorded provider streams, by POST.\",\"paths\":[%s],\"faults\":[%s]}"
        .formatted(
            strings(APIS.stream().map(DemoApi::path)),
            strings(Arrays.stream(Fault.values()).map(Fault::path)));
  }

  private static String strings(Stream<String> texts) {
    return texts.map(Json::string).collect(joining(","));
  }

  private static String error(String type, String message) {
    return "{\"type\":\"error\",\"error\":{\"type\":%s,\"message\":%s}}"
        .formatted(Json.string(type), Json.string(message));
  }

  private static String paths() {
    return APIS.stream().map(DemoApi::path).collect(joining(", "));
  }
}
