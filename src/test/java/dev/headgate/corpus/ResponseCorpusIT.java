package dev.headgate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each response of the corpus reaches its client whole, visibly cut, or not at all. One gateway
 * passes them all, one behind the other; it is replaced behind a case that fails.
 */
@Timeout(60)
class ResponseCorpusIT {
  private static final String ASKED = "GET /case HTTP/1.1";

  /** What the gateway's own answers are made of. */
  private static final List<String> OWN_FIELDS =
      List.of(
          "connection",
          "content-length",
          "content-type",
          "date",
          "request-id",
          "x-proxy-error",
          "x-request-id",
          "x-should-retry");

  private static CaseUpstream upstream;
  private static GatewayFixture gateway;

  static List<Case> cases() {
    return CaseReader.readAll("responses");
  }

  @BeforeAll
  static void start() {
    upstream = new CaseUpstream();
    gateway = GatewayFixture.before(upstream.port());
  }

  @AfterAll
  static void stop() {
    List<JsonNode> left = gateway.stopAndReadLog();
    upstream.close();
    assertThat(left).as("log lines of no request").isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void holds(Case one) {
    upstream.answer(one.steps());
    try {
      Verdict verdict = one.verdicts().getFirst();
      RawAnswer answer = playOnOneConnection(one, verdict);
      NormalRequest.check(gateway.port());
      checkLog(one, verdict, answer);
    } catch (AssertionError | RuntimeException e) {
      gateway.close();
      upstream.close();
      start();
      throw new AssertionError(one + ": " + e.getMessage(), e);
    }
  }

  private static RawAnswer playOnOneConnection(Case one, Verdict verdict) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      String asked = one.asked().isEmpty() ? ASKED : one.asked();
      client.send(asked + "\r\nHost: a\r\n\r\n");
      NormalRequest.awaitAnswer(client);
      RawAnswer answer =
          switch (verdict.kind()) {
            case "bad" -> checkBadGateway(client);
            case "passed" -> checkPassed(verdict, asked, client);
            case "cut" -> checkCut(verdict, client);
            default -> throw new AssertionError(verdict.kind());
          };
      if (!one.has("kept")) {
        upstream.checkEnded();
      }
      if (staysOpen(one)) {
        int accepted = upstream.accepted();
        NormalRequest.check(client);
        assertThat(upstream.accepted() - accepted)
            .as("new connections to the upstream")
            .isEqualTo(one.has("kept") ? 0 : 1);
      } else {
        assertThat(client.readAll()).as("what comes behind the answer").isEmpty();
      }
      return answer;
    }
  }

  /** Nothing of what the upstream said stands in the answer. */
  private static RawAnswer checkBadGateway(RawConnection client) {
    RawAnswer answer = RawAnswer.read(client);
    GatewayAnswer.check(answer, 502);
    assertThat(answer.head() + answer.body()).doesNotContain("evil");
    assertThat(answer.head().lines().skip(1).filter(line -> !line.isEmpty()))
        .allSatisfy(line ->
            assertThat(OWN_FIELDS)
                .contains(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)));
    return answer;
  }

  private static RawAnswer checkPassed(Verdict verdict, String asked, RawConnection client) {
    boolean bodiless =
        asked.startsWith("HEAD ") || verdict.status() == 204 || verdict.status() == 304;
    RawAnswer answer = bodiless ? RawAnswer.readHead(client) : RawAnswer.read(client);
    assertThat(answer.status())
        .as("status of %s%s", answer.head(), answer.body())
        .isEqualTo(verdict.status());
    assertThat(answer.body()).isEqualTo(verdict.body());
    verdict.checkFields(answer.head());
    verdict.checkTrailers(answer.trailers());
    return answer;
  }

  private static RawAnswer checkCut(Verdict verdict, RawConnection client) {
    RawAnswer head = RawAnswer.readHead(client);
    assertThat(head.status()).isEqualTo(verdict.status());
    verdict.checkFields(head.head());
    String rest = client.readAll();
    String length = head.field("Content-Length");
    if (length == null) {
      assertThat(head.fields("Transfer-Encoding")).containsExactly("chunked");
      assertThat(wholeChunks(rest)).isEqualTo(verdict.body());
    } else {
      assertThat(rest).isEqualTo(verdict.body()).hasSizeLessThan(Integer.parseInt(length));
    }
    return head;
  }

  /** The content of chunks that nothing follows; fails where there is a last chunk. */
  private static String wholeChunks(String chunks) {
    StringBuilder content = new StringBuilder();
    int at = 0;
    while (at < chunks.length()) {
      int sizeEnd = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, sizeEnd), 16);
      assertThat(size).as("a chunk size in %s", chunks).isPositive();
      content.append(chunks, sizeEnd + 2, sizeEnd + 2 + size);
      at = sizeEnd + 2 + size + 2;
    }
    return content.toString();
  }

  /** The log has a line for each request, and no other. */
  private static void checkLog(Case one, Verdict verdict, RawAnswer answer) {
    List<JsonNode> log =
        Stream.generate(gateway::nextLogLine).limit(staysOpen(one) ? 3 : 2).toList();
    List<JsonNode> lines =
        log.stream().filter(line -> line.get("path").asText().equals(CaseUpstream.PATH)).toList();
    assertThat(lines).as("lines of the case in %s", log).hasSize(1);
    JsonNode line = lines.getFirst();
    assertThat(line.get("status").asInt()).isEqualTo(answer.status());
    if (verdict.kind().equals("passed")) {
      assertThat(line.get("outcome").asText()).isEqualTo("completed");
    } else {
      assertThat(line.get("outcome").asText()).isIn("upstream_malformed", "upstream_truncated");
      assertThat(line.get("ended_by").asText()).isEqualTo("upstream");
    }
    if (verdict.kind().equals("bad")) {
      assertThat(GatewayAnswer.lineOf(answer, log)).isEqualTo(line);
    }
  }

  private static boolean staysOpen(Case one) {
    return !one.verdicts().getFirst().kind().equals("cut") && !one.has("closes");
  }
}
