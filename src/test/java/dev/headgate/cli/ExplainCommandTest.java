package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
  private static final String YAML =
      """
      version: 1
      defaults:
        timeouts: { stall: 90s }
        auth: { forward: { url: "http://asked", copy_headers: [X-User] } }
      upstreams:
        claude: { url: https://api.anthropic.com, dialect: anthropic, send_headers: { x-api-key: sk-1 } }
        app: { url: http://127.0.0.1:8000 }
      routes:
        - name: claude
          match: { path: /v1/messages, methods: [POST], hosts: [ai.example.com], headers: { x-team: blue } }
          to: claude
          timeouts: { headers: 5m }
          heartbeat: { every: 7s, before_headers: after 20s }
          request_headers: { set: { X-Key: sk-2 } }
        - name: api
          match: /api/*
          to: app
          auth: { forward: { url: "http://other" } }
          path: { strip_prefix: /api }
          cors: { origins: ["https://a.example.com"] }
          heartbeat: 8s
        - { name: gemini, match: /v1beta/*, to: gemini, auth: none, mode: { timeouts: observe } }
      """
          .replace("  app: {", "  gemini: { url: http://g, dialect: gemini }\n  app: {");

  @TempDir private Path folder = Path.of("");

  private String file = "";

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("gateway.yaml"), YAML).toString();
  }

  private CommandRun explain(String... arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of("explain", "-c", file), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private String explained(String route) {
    CommandRun ran = explain(route);
    assertThat(ran.exitCode()).isZero();
    return ran.out().replaceAll("\\s+", " ");
  }

  @Test
  void everyValueSaysWhereItComesFrom() {
    assertThat(explained("claude"))
        .contains("route claude (gateway.yaml:10)")
        .contains("timeouts.headers 5m gateway.yaml:13")
        .contains("timeouts.stall 90s defaults, gateway.yaml:3")
        .contains("timeouts.connect 3s built in")
        .contains("auth.forward.copy_headers [X-User] defaults, gateway.yaml:4");
  }

  @Test
  void shortFormIsTheSourceOfItsKeyAlone() {
    assertThat(explained("api"))
        .contains("match.path /api/* gateway.yaml:17")
        .contains("heartbeat.every 8s gateway.yaml:22")
        .contains("heartbeat.style auto built in");
  }

  @Test
  void choiceOfTheRouteTakesNothingFromThatOfTheDefaults() {
    assertThat(explained("api")).contains("auth.forward.copy_headers [] built in");
  }

  @Test
  void endingsAreThoseOfTheDialect() {
    assertThat(explained("claude"))
        .contains("headers 5m from the request sent", "504 upstream_timeout")
        .contains("before_headers after 20s from the request sent")
        .contains("anthropic's error event and then the end")
        .contains("heartbeat 7s after the last byte to the client: \": keep-alive\\n\"");
    assertThat(explained("gemini"))
        .contains("mode.timeouts is observe")
        .contains("gemini's error, a chunk, and then a cut")
        .contains("heartbeat none: the clients of gemini would not survive one");
    assertThat(explained("api")).contains("the dialect that the stream turns out to be in");
  }

  @Test
  void secretsNeverPrintAndLinesFitATerminal() {
    CommandRun ran = explain();
    assertThat(ran.out())
        .contains("route claude", "route api", "route gemini")
        .doesNotContain("sk-1", "sk-2", "blue");
    assertThat(ran.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void unknownRouteIsToldWithThoseThatAre() {
    CommandRun ran = explain("cloud");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo(file + " has no route cloud, only claude, api, gemini\n");
  }

  @Test
  void whatWouldBeIgnoredIsAWrongCommandLine() {
    CommandRun header = explain("--header", "X: y");
    CommandRun both = explain("claude", "--request", "GET /");
    assertThat(header.exitCode()).isEqualTo(2);
    assertThat(header.err()).startsWith("--header belongs to a --request; see");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).startsWith("either ROUTE or --request; see");
  }

  @Test
  void requestGoesToTheFirstRouteThatTakesIt() {
    assertThat(explain("--request", "GET /api/x?q=1").lines())
        .containsExactly(
            "not claude (line 10): path: it takes /v1/messages; method: it takes POST; host: it takes",
            "                      ai.example.com; header x-team: absent",
            "api (line 16) takes it",
            "The path that is forwarded: /x?q=1");
  }

  @Test
  void headersOfTheRequestCount() {
    String request = "POST /v1/messages";
    assertThat(
            explain(
                    "--request",
                    request,
                    "--header",
                    "Host: AI.example.com:443",
                    "--header",
                    "x-team: red")
                .lines())
        .first()
        .isEqualTo("not claude (line 10): header x-team: not the value it takes");
    assertThat(
            explain(
                    "--request",
                    request,
                    "--header",
                    "Host: ai.example.com",
                    "--header",
                    "X-Team: blue")
                .lines())
        .containsExactly("claude (line 10) takes it", "The path that is forwarded: /v1/messages");
  }

  @Test
  void preflightGoesWhereItsRequestWould() {
    assertThat(
            explain(
                    "--request",
                    "OPTIONS /api/x",
                    "--header",
                    "Origin: https://a.example.com",
                    "--header",
                    "Access-Control-Request-Method: POST")
                .lines())
        .endsWith("api (line 16) takes it, as a browser asks before POST: Headgate itself answers");
  }

  @Test
  void ambiguousPathIsToldWithItsReadings() {
    assertThat(String.join("\n", explain("--request", "GET /api/../v1beta/x").lines()))
        .contains("the path is ambiguous", "The client gets 400 invalid_request.")
        .endsWith(
            "Servers read the path in 2 ways:\n  /v1beta/x → gemini\n  /api/../v1beta/x → api");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /nope    | No route takes it. The client gets 404 not_found.",
        "GET /%zz     | It is refused: the path has a % that begins no escape. The client gets 400",
        "GET /a b     | No route is looked for: The request line does not end with a version",
        "CONNECT x:1  | No route is looked for: This method is not forwarded.",
        "GET /api     | No route takes it."
      })
  void requestThatNoRouteGetsSaysWhy(String request, String sentence) {
    List<String> lines = explain("--request", request).lines();
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith(sentence));
  }
}
