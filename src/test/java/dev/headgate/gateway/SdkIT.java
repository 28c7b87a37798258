package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.demo.DemoUpstream;
import dev.headgate.demo.Pace;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawUpstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clients of OpenAI and Anthropic read their streams through a whole gateway. */
class SdkIT {
  private static final String DEMO =
      """
      version: 1
      listen: { address: "127.0.0.1:0" }
      upstreams:
        demo: { url: "builtin:demo" }
      routes:
        - { name: demo, match: /*, to: demo, auth: none }
      """;

  /** Begins its stream and then thinks for longer than any test waits. */
  private static final Pace SILENT = new Pace(Duration.ofHours(1), List.of(Duration.ZERO));

  /** At once, since the demo takes its time. */
  @Test
  void eachReadsTheWholeTextToItsLastWord() throws Exception {
    try (GatewayFixture gateway = GatewayFixture.start(DEMO);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String text = wholeText(gateway);
      List<Future<String>> texts = new ArrayList<>();
      for (Sdk sdk : Sdk.values()) {
        texts.add(
            threads.submit(() -> {
              try (SdkStream stream = sdk.open(gateway.url())) {
                return stream.rest();
              }
            }));
      }
      for (Future<String> read : texts) {
        assertThat(read.get()).isEqualTo(text);
        assertThat(gateway.nextNotice()).startsWith("demo: played ");
        assertEnded(gateway.nextLogLine(), "completed", "after_last_event", "upstream");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingTheStreamEndsTheUpstreamsWork(Sdk sdk) {
    try (GatewayFixture gateway = GatewayFixture.start(DEMO);
        SdkStream stream = sdk.open(gateway.url())) {
      assertThat(stream.nextToken()).isEqualTo("Hello");
      stream.leave();

      assertThat(gateway.nextNotice()).startsWith("demo: reader left after ");
      assertEnded(gateway.nextLogLine(), "client_left", "mid_stream", "client");
    }
  }

  /** Without the asynchronous clients, whose {@code close} waits for the next event. */
  @ParameterizedTest
  @EnumSource(names = {"CHAT", "CHAT_OVER_HTTP2", "RESPONSES", "MESSAGES"})
  void closingASilentStreamEndsTheUpstreamsWork(Sdk sdk) throws Exception {
    BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    try (DemoUpstream demo = DemoUpstream.start(notices::add, SILENT);
        GatewayFixture gateway = GatewayFixture.before(demo.address().getPort());
        SdkStream stream = sdk.open(gateway.url())) {
      assertThat(stream.next()).isEmpty();
      stream.leave();

      assertThat(notices.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .startsWith("demo: reader left after ");
      assertEnded(gateway.nextLogLine(), "client_left", "before_first_token", "client");
    }
  }

  /** No client has a stream to close before the head; apps interrupt the thread that waits. */
  @ParameterizedTest
  @EnumSource(names = {"CHAT", "CHAT_OVER_HTTP2", "RESPONSES", "MESSAGES"})
  void interruptingACallBeforeTheHeadEndsTheUpstreamsWork(Sdk sdk) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Integer> readAfter = new CompletableFuture<>();
    try (RawUpstream upstream =
            RawUpstream.playing(connection -> {
              connection.readRequest();
              asked.countDown();
              readAfter.complete(connection.read());
            });
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SdkStream> call = threads.submit(() -> sdk.open(gateway.url()));
      assertThat(asked.await(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      call.cancel(true);

      assertThat(readAfter.get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(-1);
      assertEnded(gateway.nextLogLine(), "client_left", "before_headers", "client");
    }
  }

  private static String wholeText(GatewayFixture gateway) {
    var client = OpenAiSdk.client(gateway.url());
    try {
      var answer = client.chat().completions().create(OpenAiSdk.chatOf("Hello?"));
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
      return answer.choices().getFirst().message().content().orElseThrow();
    } finally {
      client.close();
    }
  }

  private static void assertEnded(JsonNode line, String outcome, String phase, String endedBy) {
    assertThat(line.get("outcome").asText()).isEqualTo(outcome);
    assertThat(line.get("phase").asText()).isEqualTo(phase);
    assertThat(line.get("ended_by").asText()).isEqualTo(endedBy);
  }
}
