package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.ContentTooLargeException;
import com.anthropic.errors.GatewayTimeoutException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnexpectedStatusCodeException;
import dev.headgate.demo.DemoUpstream;
import dev.headgate.demo.Pace;
import dev.headgate.exchange.Outcome;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an app finds in its client's exception where the gateway ends a request. */
class SdkErrorsIT {
  private static final String NO_ROUTES_BUT_ONE =
      """
      version: 1
      listen: { address: "127.0.0.1:0" }
      upstreams:
        demo: { url: "builtin:demo" }
      routes:
        - { name: other, match: /other, to: demo, auth: none }
      """;

  private static final String LONG_QUESTION = "x".repeat(1024 * 1024);

  /** How often a client asks, if it repeats what may be repeated. */
  private static final int ATTEMPTS = 3;

  /** Says its first word, and is silent for longer than any test waits. */
  private static final Pace ONE_WORD = new Pace(Duration.ZERO, List.of(Duration.ofHours(1)));

  @Test
  void noRouteIsNotFoundWithOurMessage() {
    try (GatewayFixture gateway = GatewayFixture.start(NO_ROUTES_BUT_ONE)) {
      var openAi = failureOfChat(gateway, NotFoundException.class, "Hello?");
      assertTells(openAi, Outcome.NO_ROUTE, gateway.nextLogLine());

      var anthropic =
          failureOfMessages(gateway, com.anthropic.errors.NotFoundException.class, "Hello?");
      assertTells(anthropic, Outcome.NO_ROUTE, gateway.nextLogLine());
    }
  }

  @Test
  void aBodyThatIsTooLargeIsTyped() {
    try (RawUpstream upstream = RawUpstream.playing(RawConnection::read);
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: 64KiB")) {
      var openAi = failureOfChat(gateway, UnexpectedStatusCodeException.class, LONG_QUESTION);
      assertTells(openAi, Outcome.BODY_TOO_LARGE, gateway.nextLogLine());

      var anthropic = failureOfMessages(gateway, ContentTooLargeException.class, LONG_QUESTION);
      assertTells(anthropic, Outcome.BODY_TOO_LARGE, gateway.nextLogLine());
      assertThat(upstream.accepted()).isZero();
    }
  }

  @Test
  void anUpstreamThatRefusesIsAskedAgainAndThenTold() throws IOException {
    try (GatewayFixture gateway = GatewayFixture.before(portOfNobody())) {
      var openAi = failureOfChat(gateway, InternalServerException.class, "Hello?");
      for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
        assertThat(gateway.nextOutcome()).isEqualTo("upstream_unreachable");
      }
      assertTells(openAi, Outcome.UPSTREAM_UNREACHABLE, gateway.nextLogLine());

      var anthropic =
          failureOfMessages(gateway, com.anthropic.errors.InternalServerException.class, "Hello?");
      for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
        assertThat(gateway.nextOutcome()).isEqualTo("upstream_unreachable");
      }
      assertTells(anthropic, Outcome.UPSTREAM_UNREACHABLE, gateway.nextLogLine());
    }
  }

  @Test
  void workThatAnUpstreamBeganIsNotAskedForAgain() {
    try (RawUpstream upstream =
            RawUpstream.playing(connection -> {
              connection.readRequest();
              connection.read();
            });
        GatewayFixture gateway =
            GatewayFixture.before(upstream.port(), "timeouts: { headers: 200ms }")) {
      var openAi = failureOfChat(gateway, InternalServerException.class, "Hello?");
      assertTells(openAi, Outcome.HEADERS_TIMEOUT, gateway.nextLogLine());
      assertThat(upstream.accepted()).isEqualTo(1);

      var anthropic = failureOfMessages(gateway, GatewayTimeoutException.class, "Hello?");
      assertTells(anthropic, Outcome.HEADERS_TIMEOUT, gateway.nextLogLine());
      assertThat(upstream.accepted()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatItsUpstreamCutsNeverEndsWell(Sdk sdk) {
    try (DemoUpstream demo = DemoUpstream.start(notice -> {}, ONE_WORD);
        GatewayFixture gateway = GatewayFixture.before(demo.address().getPort());
        SdkStream stream = sdk.open(gateway.url())) {
      assertThat(stream.nextToken()).isEqualTo("Hello");
      cut(demo);

      assertThatThrownBy(stream::rest)
          .isInstanceOfAny(OpenAIException.class, AnthropicException.class);
      assertThat(gateway.nextOutcome()).isEqualTo("upstream_truncated");
    }
  }

  /** A demo that stops cuts what it plays. */
  private static void cut(DemoUpstream demo) {
    demo.close();
  }

  private static <E extends OpenAIServiceException> E failureOfChat(
      GatewayFixture gateway, Class<E> type, String question) {
    OpenAIClient client = OpenAiSdk.client(gateway.url());
    try {
      return catchThrowableOfType(
          type,
          () -> client.chat().completions().createStreaming(OpenAiSdk.chatOf(question)).close());
    } finally {
      client.close();
    }
  }

  private static <E extends AnthropicServiceException> E failureOfMessages(
      GatewayFixture gateway, Class<E> type, String question) {
    var client = AnthropicSdk.client(gateway.url());
    try {
      return catchThrowableOfType(
          type, () -> client.messages().createStreaming(AnthropicSdk.messageOf(question)).close());
    } finally {
      client.close();
    }
  }

  private static void assertTells(
      OpenAIServiceException failure, Outcome outcome, JsonNode logLine) {
    assertThat(failure.statusCode()).isEqualTo(outcome.status());
    assertThat(failure.code()).contains(outcome.code());
    assertThat(failure).hasMessageContaining(outcome.sentence());
    assertLogged(failure.headers().values("X-Request-Id"), outcome, logLine);
  }

  private static void assertTells(
      AnthropicServiceException failure, Outcome outcome, JsonNode logLine) {
    assertThat(failure.statusCode()).isEqualTo(outcome.status());
    assertThat(failure.apiMessage()).contains(outcome.sentence());
    assertLogged(failure.headers().values("X-Request-Id"), outcome, logLine);
  }

  private static void assertLogged(List<String> requestIds, Outcome outcome, JsonNode logLine) {
    assertThat(requestIds).containsExactly(logLine.get("request_id").asText());
    assertThat(logLine.get("outcome").asText()).isEqualTo(outcome.word());
  }

  private static int portOfNobody() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      return taken.getLocalPort();
    }
  }
}
