package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.CountingUpstream;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much a caller may, seen from the wire. */
@Timeout(30)
class LimitsIT {
  private static final String TOKEN =
      "data: {\"choices\":[{\"delta\":{\"content\":\"aaaaaaaa\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final HandUpstream upstreams = HandUpstream.start();
  private @Nullable GatewayFixture started;

  @AfterEach
  void stop() {
    if (started != null) {
      started.close();
    }
    upstreams.close();
  }

  private GatewayFixture gateway(String limit, String... routeKeys) {
    String route = GatewayFixture.yaml(upstreams.port(), routeKeys);
    started =
        GatewayFixture.start(
            route.replace("auth: none", "auth: none\n    limits: own")
                + "limits: { own: { by: \"header:X-Tenant\", "
                + limit
                + " } }\n");
    return started;
  }

  private static RawConnection ask(GatewayFixture gateway, String tenant) {
    return RawConnection.to(gateway.port())
        .send(
            "GET /v1/chat/completions HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nX-Tenant: "
                + tenant
                + "\r\n\r\n");
  }

  private RawConnection answer(String bytes) {
    RawConnection upstream = upstreams.next();
    upstream.readHead();
    return upstream.send(bytes);
  }

  private RawConnection stream(String... events) {
    RawConnection upstream =
        answer(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (String event : events) {
      upstream.send(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
    }
    return upstream;
  }

  private static RawAnswer refused(RawConnection client, String code) {
    RawAnswer answer = RawAnswer.read(client);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body())
        .contains("\"code\":\"" + code + "\"", "\"type\":\"rate_limit_error\"");
    assertThat(answer.field("Retry-After")).isNotNull();
    return answer;
  }

  @Test
  void requestsAreLimitedForEachTenant() {
    GatewayFixture gateway = gateway("requests: 1/h");
    try (RawConnection one = ask(gateway, "a");
        RawConnection two = ask(gateway, "a");
        RawConnection other = ask(gateway, "b")) {
      answer(EMPTY);
      answer(EMPTY);
      Stream.of(one, two, other)
          .forEach(client -> {
            String head = client.readHead();
            if (head.startsWith("HTTP/1.1 429 ")) {
              assertThat(head)
                  .contains(
                      "RateLimit-Policy: \"own\";q=1;w=3600\r\n", "RateLimit: \"own\";r=0;t=");
            }
          });
      assertThat(upstreams.isLeftAlone()).isTrue();
    }
    assertThat(Stream.of(1, 2, 3).map(_ -> gateway.nextOutcome()))
        .containsExactlyInAnyOrder("completed", "completed", "rate_limited");
  }

  @Test
  void tenThousandAttemptsNeverHaveMorePermitsThanThereAre() throws Exception {
    try (CountingUpstream upstream = new CountingUpstream();
        GatewayFixture gateway =
            GatewayFixture.start(
                GatewayFixture.yaml(upstream.port(), "limits: own")
                    + "limits: { own: { by: ip, streams: 20 } }\n");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> passed = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        passed.add(threads.submit(() -> attempts(gateway.port(), 100)));
      }
      int all = 0;
      for (Future<Integer> some : passed) {
        all += some.get();
      }
      assertThat(upstream.most()).isBetween(1, 20);
      assertThat(upstream.answered()).isEqualTo(all).isBetween(20, 9_999);
      assertThat(attempts(gateway.port(), 20)).isEqualTo(20);
    }
  }

  /** Asks so often over one connection; returns how many passed. */
  private static int attempts(int port, int count) {
    int passed = 0;
    try (RawConnection client = RawConnection.to(port)) {
      for (int i = 0; i < count; i++) {
        int status = RawAnswer.read(client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")).status();
        assertThat(status).isIn(200, 429);
        passed += status == 200 ? 1 : 0;
      }
    }
    return passed;
  }

  @Test
  void whoWaitsGetsItsTurn() {
    GatewayFixture gateway = gateway("streams: { at_once: 1, wait: 20s }");
    try (RawConnection one = ask(gateway, "a")) {
      RawConnection upstream = stream(TOKEN);
      one.readThrough(TOKEN);
      try (RawConnection two = ask(gateway, "a")) {
        assertThat(two.isSilentFor(Duration.ofMillis(300))).isTrue();
        assertThat(upstreams.isLeftAlone()).isTrue();
        upstream.send("e\r\n" + DONE + "\r\n0\r\n\r\n");
        one.readThrough("0\r\n\r\n");
        answer(EMPTY);
        assertThat(two.readHead()).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void whoLeavesWhileItWaitsIsSeenAtOnce() {
    GatewayFixture gateway = gateway("streams: { at_once: 1, wait: 20s }");
    try (RawConnection one = ask(gateway, "a")) {
      stream(TOKEN);
      one.readThrough(TOKEN);
      ask(gateway, "a").close();
      assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    }
    assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void waitHasAnEnd() {
    GatewayFixture gateway =
        gateway("streams: { at_once: 1, wait: 300ms }", "mode: { timeouts: observe }");
    try (RawConnection one = ask(gateway, "a")) {
      stream(TOKEN);
      one.readThrough(TOKEN);
      try (RawConnection two = ask(gateway, "a")) {
        refused(two, "too_many_streams");
      }
      JsonNode line = gateway.nextLogLine();
      assertThat(line.get("total_ms").asDouble()).isGreaterThan(300);
      assertThat(line.get("detail").asText()).isEqualTo("limits.own.streams.at_once is 1");
    }
  }

  @Test
  void tokensOfStreamsAreCounted() {
    GatewayFixture gateway = gateway("tokens: 4/h");
    try (RawConnection one = ask(gateway, "a")) {
      stream(TOKEN, TOKEN, DONE).send("0\r\n\r\n");
      one.readThrough(DONE);
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
    try (RawConnection two = ask(gateway, "a")) {
      assertThat(refused(two, "tokens_exhausted").field("RateLimit-Policy"))
          .isEqualTo("\"own\";q=4;w=3600");
      assertThat(gateway.nextOutcome()).isEqualTo("tokens_exhausted");
    }
    assertThat(upstreams.isLeftAlone()).isTrue();
  }

  @Test
  void streamThatBringsTooManyTokensIsEnded() {
    GatewayFixture gateway = gateway("tokens_per_stream: 3");
    try (RawConnection client = ask(gateway, "a")) {
      RawConnection upstream = stream(TOKEN);
      client.readThrough(TOKEN);
      upstream.send(Integer.toHexString(TOKEN.length()) + "\r\n" + TOKEN + "\r\n");
      String rest = client.readThrough("0\r\n\r\n");
      assertThat(rest).contains(TOKEN, "event: error", "\"stream_tokens_exhausted\"");
      assertThat(upstream.read()).isEqualTo(-1);
      assertThat(gateway.nextOutcome()).isEqualTo("stream_tokens_exhausted");
    }
  }

  @Test
  void streamThatIsOverWithItsLastTokensIsWhole() {
    GatewayFixture gateway = gateway("tokens_per_stream: 3");
    try (RawConnection client = ask(gateway, "a")) {
      RawConnection upstream = stream(TOKEN);
      client.readThrough(TOKEN);
      String last = TOKEN + DONE;
      upstream.send(Integer.toHexString(last.length()) + "\r\n" + last + "\r\n");
      assertThat(client.readThrough("0\r\n\r\n")).contains(DONE).doesNotContain("error");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void limitsMayBeWatchedOnly() {
    GatewayFixture gateway =
        gateway("requests: 1/h, streams: 1, tokens_per_stream: 1", "mode: { limits: observe }");
    try (RawConnection one = ask(gateway, "a")) {
      RawConnection upstream = stream(TOKEN);
      one.readThrough(TOKEN);
      try (RawConnection two = ask(gateway, "a")) {
        answer(EMPTY);
        assertThat(two.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(gateway.nextLogLine().get("would_have_ended").toString())
            .isEqualTo("[\"rate_limited\",\"too_many_streams\"]");
      }
      upstream.send("e\r\n" + DONE + "\r\n0\r\n\r\n");
      one.readThrough("0\r\n\r\n");
      assertThat(gateway.nextLogLine().get("would_have_ended").toString())
          .isEqualTo("[\"stream_tokens_exhausted\"]");
    }
  }
}
