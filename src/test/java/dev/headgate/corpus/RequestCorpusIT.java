package dev.headgate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each request of the corpus gets its answer, and the upstream sees what it may see of it. One
 * gateway takes them all, one behind the other; it is replaced behind a case that fails.
 */
@Timeout(60)
class RequestCorpusIT {
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final int HTTP2_FRAME_HEADER_BYTES = 9;
  private static final int HTTP2_TYPE = 3;
  private static final char HTTP2_SETTINGS = 4;

  private static KeepingUpstream upstream;
  private static GatewayFixture gateway;

  private final List<RawAnswer> refusals = new ArrayList<>();

  static List<Case> cases() {
    return CaseReader.readAll("requests");
  }

  @BeforeAll
  static void start() {
    upstream = KeepingUpstream.answering(NormalRequest.ANSWER);
    gateway = GatewayFixture.before(upstream.port());
  }

  @AfterAll
  static void stop() {
    List<JsonNode> left = gateway.stopAndReadLog();
    upstream.close();
    assertThat(left).as("log lines of no request").isEmpty();
    assertThat(upstream.waiting()).as("requests that nobody sent").isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void holds(Case one) {
    int acceptedBefore = upstream.accepted();
    try {
      playOnOneConnection(one);
      NormalRequest.check(gateway.port());
      sawNormalRequest();
      assertThat(upstream.accepted() - acceptedBefore)
          .as("connections to the upstream")
          .isEqualTo(forwarded(one) + normal(one));
      checkLog(one);
    } catch (AssertionError | RuntimeException e) {
      gateway.close();
      upstream.close();
      start();
      throw new AssertionError(one + ": " + e.getMessage(), e);
    }
  }

  private void playOnOneConnection(Case one) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      Step.play(one.steps(), client);
      for (Verdict verdict : one.verdicts()) {
        switch (verdict.kind()) {
          case "forwarded" -> checkForwarded(verdict, client);
          case "refused" -> checkRefused(verdict, client);
          case "http2" -> checkSpeaksHttp2(client);
          default -> throw new AssertionError(verdict.kind());
        }
      }
      if (staysOpen(one)) {
        NormalRequest.check(client);
        sawNormalRequest();
      } else if (!isHttp2(one)) {
        assertThat(client.readAll()).as("what comes behind the last answer").isEmpty();
      }
    }
  }

  /** What stands behind a refused request is never answered: nobody knows where that one ends. */
  private void checkRefused(Verdict verdict, RawConnection client) {
    int accepted = upstream.accepted();
    client.sendUntilRefused(SMUGGLED);
    NormalRequest.awaitAnswer(client);
    RawAnswer answer = RawAnswer.read(client);
    GatewayAnswer.check(answer, verdict.status());
    assertThat(answer.fields("Connection")).containsExactly("close");
    assertThat(upstream.accepted()).as("connections to the upstream").isEqualTo(accepted);
    refusals.add(answer);
  }

  private static void checkForwarded(Verdict verdict, RawConnection client) {
    NormalRequest.awaitAnswer(client);
    boolean head = verdict.rest().startsWith("HEAD ");
    RawAnswer answer = head ? RawAnswer.readHead(client) : RawAnswer.read(client);
    assertThat(answer.status()).as("status of %s%s", answer.head(), answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(head ? "" : NormalRequest.ANSWER_BODY);

    KeepingUpstream.Request seen = upstream.next();
    assertThat(seen.line()).isEqualTo(verdict.rest());
    assertThat(seen.body()).isEqualTo(verdict.body());
    assertThat(RawAnswer.fieldsOf(seen.head(), "Host")).hasSize(1);
    assertThat(RawAnswer.fieldsOf(seen.head(), "Transfer-Encoding")).isEmpty();
    if (!verdict.body().isEmpty()) {
      assertThat(seen.field("Content-Length")).isEqualTo("" + verdict.body().length());
    }
    verdict.checkFields(seen.head());
  }

  private static void checkSpeaksHttp2(RawConnection client) {
    NormalRequest.awaitAnswer(client);
    assertThat(client.readBytes(HTTP2_FRAME_HEADER_BYTES).charAt(HTTP2_TYPE))
        .isEqualTo(HTTP2_SETTINGS);
  }

  private static void sawNormalRequest() {
    assertThat(upstream.next().line()).isEqualTo(NormalRequest.LINE);
    assertThat(upstream.waiting()).as("requests behind the normal one").isZero();
  }

  /** The log has a line for each request, and no other. */
  private void checkLog(Case one) {
    int forwarded = forwarded(one) + normal(one);
    List<JsonNode> log =
        Stream.generate(gateway::nextLogLine).limit(forwarded + refusals.size()).toList();
    for (RawAnswer refusal : refusals) {
      JsonNode line = GatewayAnswer.lineOf(refusal, log);
      assertThat(line.get("outcome").asText())
          .isNotIn("completed", "client_left", "internal_error");
      assertThat(line.get("ended_by").asText()).isIn("client", "gateway");
      assertThat(line.has("target")).as("a target in %s", line).isFalse();
    }
    assertThat(log.stream().filter(line -> line.get("outcome").asText().equals("completed")))
        .as("completed exchanges in %s", log)
        .hasSize(forwarded);
  }

  private static int forwarded(Case one) {
    return (int)
        one.verdicts().stream().filter(verdict -> verdict.kind().equals("forwarded")).count();
  }

  /** How many normal requests go with a case. */
  private static int normal(Case one) {
    return staysOpen(one) ? 2 : 1;
  }

  private static boolean staysOpen(Case one) {
    return one.verdicts().getLast().kind().equals("forwarded") && !one.has("closes");
  }

  private static boolean isHttp2(Case one) {
    return one.verdicts().getLast().kind().equals("http2");
  }
}
