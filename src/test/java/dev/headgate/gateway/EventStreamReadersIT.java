package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.demo.DemoUpstream;
import dev.headgate.demo.Pace;
import dev.headgate.testing.GatewayFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that know no provider read event streams through a whole gateway. */
class EventStreamReadersIT {
  private static final String BODY = "{\"model\":\"claude-x\",\"stream\":true}";
  private static final Pace AT_ONCE = new Pace(Duration.ZERO, List.of(Duration.ZERO));
  private static final Pace ONE_WORD = new Pace(Duration.ZERO, List.of(Duration.ofHours(1)));

  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private final OkHttpClient http = new OkHttpClient();
  private final Heard heard = new Heard();

  @AfterEach
  void letTheClientGo() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  @Test
  void anEventSourceHearsEachEventAndTheEnd() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(notices::add, AT_ONCE);
        GatewayFixture gateway = GatewayFixture.before(demo.address().getPort())) {
      subscribe(gateway);

      List<String> names = heard.upTo("closed");
      assertThat(names.stream().distinct())
          .containsExactly(
              "message_start",
              "content_block_start",
              "ping",
              "content_block_delta",
              "content_block_stop",
              "message_delta",
              "message_stop",
              "closed");
      int events = names.size() - 1;
      assertThat(nextNotice()).startsWith("demo: played %s of %s events".formatted(events, events));
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void anEventSourceTakesACutForAFailure() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(notices::add, ONE_WORD);
        GatewayFixture gateway = beforeAnyEvents(demo)) {
      subscribe(gateway);
      heard.upTo("content_block_delta");
      cut(demo);

      assertThat(heard.next()).isEqualTo("failed");
    }
  }

  @Test
  void cancellingAnEventSourceEndsTheUpstreamsWork() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(notices::add, ONE_WORD);
        GatewayFixture gateway = GatewayFixture.before(demo.address().getPort())) {
      EventSource events = subscribe(gateway);
      heard.upTo("content_block_delta");
      events.cancel();

      assertThat(nextNotice()).startsWith("demo: reader left after ");
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
  }

  /** Where it would have HTTP/2, it asks for an upgrade first, and goes on without. */
  @ParameterizedTest
  @EnumSource
  void javasOwnClientReadsToTheEnd(HttpClient.Version version) throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(notices::add, AT_ONCE);
        GatewayFixture gateway = GatewayFixture.before(demo.address().getPort());
        HttpClient client = HttpClient.newBuilder().version(version).build()) {
      for (int turn = 0; turn < 2; turn++) {
        HttpResponse<String> response = client.send(request(gateway), BodyHandlers.ofString());

        assertThat(response.body()).startsWith("event: message_start\n").endsWith("\"}\n\n");
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(gateway.nextOutcome()).isEqualTo("completed");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingTheBodyOfJavasOwnClientEndsTheUpstreamsWork(HttpClient.Version version)
      throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(notices::add, ONE_WORD);
        GatewayFixture gateway = GatewayFixture.before(demo.address().getPort());
        HttpClient client = HttpClient.newBuilder().version(version).build()) {
      try (BufferedReader events = read(client, gateway)) {
        assertThat(events.readLine()).isEqualTo("event: message_start");
      }

      assertThat(nextNotice()).startsWith("demo: reader left after ");
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
  }

  @ParameterizedTest
  @EnumSource
  void javasOwnClientTakesACutForAFailure(HttpClient.Version version) throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(notices::add, ONE_WORD);
        GatewayFixture gateway = beforeAnyEvents(demo);
        HttpClient client = HttpClient.newBuilder().version(version).build();
        BufferedReader events = read(client, gateway)) {
      assertThat(events.readLine()).isEqualTo("event: message_start");
      cut(demo);

      assertThatThrownBy(() -> events.lines().count()).hasCauseInstanceOf(IOException.class);
    }
  }

  /** Knows no error event for what its upstream sends, so that only a cut can tell of a failure. */
  private static GatewayFixture beforeAnyEvents(DemoUpstream demo) {
    String yaml = GatewayFixture.yaml(demo.address().getPort());
    return GatewayFixture.start(yaml.replace("app: {", "app: { dialect: sse,"));
  }

  private EventSource subscribe(GatewayFixture gateway) {
    Request request =
        new Request.Builder()
            .url(gateway.url() + "/v1/messages")
            .post(RequestBody.create(BODY, MediaType.get("application/json")))
            .build();
    return EventSources.createFactory((okhttp3.Call.Factory) http).newEventSource(request, heard);
  }

  private static HttpRequest request(GatewayFixture gateway) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/messages"))
        .POST(BodyPublishers.ofString(BODY))
        .build();
  }

  private static BufferedReader read(HttpClient client, GatewayFixture gateway)
      throws IOException, InterruptedException {
    var body = client.send(request(gateway), BodyHandlers.ofInputStream()).body();
    return new BufferedReader(new InputStreamReader(body, UTF_8));
  }

  private String nextNotice() throws InterruptedException {
    return Heard.next(notices);
  }

  /** A demo that stops cuts what it plays. */
  private static void cut(DemoUpstream demo) {
    demo.close();
  }

  /** Names what an event source hears. */
  private static final class Heard extends EventSourceListener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    static String next(BlockingQueue<String> queue) throws InterruptedException {
      @Nullable String next = queue.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      return next;
    }

    String next() throws InterruptedException {
      return next(heard);
    }

    List<String> upTo(String last) throws InterruptedException {
      List<String> names = new ArrayList<>();
      do {
        names.add(next());
      } while (!names.getLast().equals(last));
      return names;
    }

    @Override
    public void onEvent(
        EventSource source, @Nullable String id, @Nullable String type, String data) {
      heard.add(String.valueOf(type));
    }

    @Override
    public void onClosed(EventSource source) {
      heard.add("closed");
    }

    @Override
    public void onFailure(
        EventSource source, @Nullable Throwable failure, @Nullable Response response) {
      heard.add("failed");
    }
  }
}
