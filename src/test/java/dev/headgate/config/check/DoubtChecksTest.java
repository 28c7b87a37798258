package dev.headgate.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigFile;
import dev.headgate.config.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served, but warned of. */
class DoubtChecksTest {
  @TempDir Path folder;

  private List<String> warnings(String yaml) {
    ConfigFile read =
        new Sample(folder, Map.of("KEY", "sk-1", "LONG_KEY", "sk-0123456789abcdef")).read(yaml);
    assertThat(read).isInstanceOf(ConfigFile.Valid.class);
    return ((ConfigFile.Valid) read)
        .warnings().stream().map(w -> w.warning().replace(folder + "/", "")).toList();
  }

  private List<String> warnings(String listen, String dialect, String route) {
    return warnings(
        """
        version: 1
        listen: { %s }
        limits: { sub: { by: "jwt:sub", requests: 1/s }, ip: { by: ip, requests: 1/s } }
        upstreams: { u: { url: http://u, dialect: %s } }
        routes:
          - { name: a, match: /*, to: u, auth: none%s }
        """
            .formatted(listen, dialect, route));
  }

  @Test
  void smallestFileIsWarnedOfNothing() {
    assertThat(warnings(Sample.withRoute(""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, 15s, true",
    "anthropic, 16s, false",
    "openai, 5s, false",
    "auto, 5s, false"
  })
  void stallWithinThePingsOfAnUpstreamIsWarnedOf(String dialect, String stall, boolean warned) {
    List<String> warnings = warnings("", dialect, ", timeouts: { stall: " + stall + " }");
    assertThat(warnings).hasSize(warned ? 1 : 0);
    assertThat(warnings)
        .allMatch(warning ->
            warning.contains(
                "timeouts.stall: found 15s, while anthropic pings every 15s: silence is no stall"
                    + " yet, expected more than 15s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "headers: 4m > headers: found 4m, when first_token ends a stream after 3m",
        "'headers: off, first_token: 1m' > ''",
        "first_token: off > ''",
        "first_token: 4m > 'first_token: found 4m, when headers is over after 3m: many servers send their head with the first token, expected no more than headers, or a longer headers'",
        "'headers: 10s, first_token: 3m' > first_token: found 3m, when headers is over after 10s",
        "'headers: 4m, first_token: 4m' > ''",
        "'headers: off, first_token: 4m' > ''",
        "headers: 10s > ''",
        "max_duration: 1m > ''",
        "'max_duration: 1m, stall: 2m' > max_duration: found 1m, before stall (2m) can be over",
        "'max_duration: off, stall: 2m' > ''",
        "'max_duration: 1m, stall: off' > ''",
      })
  void timesThatMakeOneAnotherPointlessAreWarnedOf(String timeouts, String warning) {
    List<String> warnings = warnings("", "auto", ", timeouts: { " + timeouts.strip() + " }");
    if (warning.isEmpty()) {
      assertThat(warnings).isEmpty();
    } else {
      assertThat(warnings).hasSize(1).first().asString().startsWith("gateway.yaml:6:");
      assertThat(warnings).first().asString().contains("warning: routes[0].timeouts." + warning);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "every: 30s                       > ''",
        "every: 59s                       > ''",
        "every: 60s                       > every: found 1m behind aws-alb, which ends what is silent for 1m, expected less than 1m",
        "every: off                       > every: found off behind aws-alb",
      })
  void heartbeatIsMoreOftenThanTheFrontIsPatient(String heartbeat, String warning) {
    List<String> warnings =
        warnings(
            "sits_behind: aws-alb",
            "auto",
            ", timeouts: { headers: 50s }, heartbeat: { " + heartbeat.strip() + " }");
    if (warning.isEmpty()) {
      assertThat(warnings).isEmpty();
    } else {
      assertThat(warnings).singleElement().asString().contains("routes[0].heartbeat." + warning);
    }
  }

  @Test
  void frontMayBeATime() {
    assertThat(warnings("sits_behind: 10s", "auto", ", timeouts: { headers: 9s }"))
        .singleElement()
        .asString()
        .contains("routes[0].heartbeat.every: found 15s behind 10s, which ends");
  }

  @Test
  void lateHeadBehindAnImpatientFrontIsWarnedOfUnlessHeadgateSendsOne() {
    assertThat(warnings("sits_behind: nginx", "auto", ""))
        .singleElement()
        .asString()
        .contains("routes[0].timeouts.headers: found 3m behind nginx");
    assertThat(warnings("sits_behind: nginx", "auto", ", heartbeat: { before_headers: after 20s }"))
        .isEmpty();
  }

  @Test
  void dialectsWithoutHeartbeatsAreWarnedOf() {
    String headers = ", timeouts: { headers: 20s }";
    assertThat(warnings("sits_behind: nginx", "gemini", headers))
        .singleElement()
        .asString()
        .contains("heartbeat.style: found auto, no heartbeat for gemini,", "expected ping");
    assertThat(warnings("sits_behind: nginx", "gemini", headers + ", heartbeat: { style: ping }"))
        .isEmpty();
    assertThat(warnings("", "ollama", ", heartbeat: { before_headers: after 20s }"))
        .singleElement()
        .asString()
        .contains("before_headers: found after 20s, which clients of ollama do not get");
  }

  @Test
  void headThatComesTooLateToBeAnyUseIsWarnedOf() {
    assertThat(warnings("", "auto", ", heartbeat: { before_headers: after 4m }"))
        .singleElement()
        .asString()
        .contains("found after 4m, when headers is over after 3m, expected less than headers");
  }

  @Test
  void sharesThatAllCallersHaveInCommonAreWarnedOf() {
    assertThat(warnings("", "auto", ", limits: sub"))
        .singleElement()
        .asString()
        .contains(
            "routes[0].limits: found sub, which counts by jwt:sub where auth knows no tokens");
    String front = "sits_behind: 5m";
    assertThat(warnings(front, "auto", ", limits: ip"))
        .singleElement()
        .asString()
        .contains("listen.sits_behind: found no trusted_proxies beside it, while the limit ip");
    assertThat(warnings(front + ", trusted_proxies: [10.0.0.0/8]", "auto", ", limits: ip"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-api-key: sk-1", "Authorization: Bearer sk-1"})
  void credentialInTheFileIsWarnedOfAndNotShown(String header) {
    String yaml = Sample.withRoute("").replace("builtin:demo", "http://u, send_headers: { %s }");
    assertThat(warnings(yaml.formatted(header)))
        .singleElement()
        .asString()
        .contains("found a credential in the file itself, expected ${env:NAME} or ${file:PATH}")
        .doesNotContain("sk-1");
    assertThat(warnings(yaml.formatted("x-api-key: \"${env:KEY}\", x-env: prod"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin: { address: \"127.0.0.1:1\", token: %s }",
        "tracing: { otlp: http://c, headers: { authorization: %s } }"
      })
  void credentialOfTheGatewayItselfIsWarnedOf(String block) {
    String yaml = Sample.withRoute("") + block + "\n";
    assertThat(warnings(yaml.formatted("sk-0123456789abcdef")))
        .singleElement()
        .asString()
        .contains("found a credential in the file itself")
        .doesNotContain("sk-0");
    assertThat(warnings(yaml.formatted("\"${env:LONG_KEY}\""))).isEmpty();
  }

  @Test
  void passwordOfTheStoreIsWarnedOf() {
    String yaml = Sample.withRoute("") + "store: { url: \"redis://%scache\" }\n";
    assertThat(warnings(yaml.formatted(":pass-word@")))
        .singleElement()
        .asString()
        .contains("store.url: found a credential in the file itself")
        .doesNotContain("pass-word");
    assertThat(warnings(yaml.formatted(":${env:KEY}@"))).isEmpty();
    assertThat(warnings(yaml.formatted(""))).isEmpty();
  }

  @Test
  void routeThatSendsACredentialOfTheFileIsWarnedOf() {
    assertThat(warnings("", "auto", ", request_headers: { set: { Authorization: Bearer sk-1 } }"))
        .singleElement()
        .asString()
        .contains("routes[0].request_headers.set.Authorization: found a credential");
  }

  @Test
  void routeThatAsksForCompressedStreamsIsWarnedOf() {
    String set = ", request_headers: { set: { accept-encoding: %s } }";
    assertThat(warnings("", "auto", set.formatted("gzip")))
        .singleElement()
        .asString()
        .contains("routes[0].request_headers.set.accept-encoding: found a wish for compression");
    assertThat(warnings("", "auto", set.formatted("identity"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys", "{ keys: [a] }", "{ any: [keys] }"})
  void labelsOfKeysCountLikeClaims(String auth) {
    String sha256 = "0".repeat(64);
    assertThat(
            warnings(
                """
                version: 1
                keys: [{ name: a, sha256: "%s", labels: { tier: low } }]
                limits: { tier: { by: "jwt:tier", requests: 1/s } }
                upstreams: { u: { url: http://u } }
                routes: [{ name: a, match: /*, to: u, limits: tier, auth: %s }]
                """
                    .formatted(sha256, auth)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set: { cache-control: no-store }, remove: [Server]",
        "set: { X-Accel-Buffering: 'yes' }",
        "set: { X-Env: prod }, remove: [Cache-Control]"
      })
  void routeThatTakesAwayWhatLetsStreamsPassIsWarnedOf(String edits) {
    assertThat(warnings("", "auto", ", response_headers: { " + edits + " }"))
        .singleElement()
        .asString()
        .contains("by which streams are told to pass unbuffered and uncompressed");
  }

  @Test
  void doubtfulDefaultIsToldOnceAndWhereItStands() {
    assertThat(
            warnings(
                """
                version: 1
                defaults:
                  auth: none
                  timeouts: { headers: 4m }
                upstreams: { u: { url: http://u } }
                routes:
                  - { name: a, match: /a, to: u }
                  - { name: b, match: /b, to: u }
                """))
        .singleElement()
        .asString()
        .startsWith("gateway.yaml:4:24 warning: defaults.timeouts.headers: found 4m");
  }

  @Test
  void filesOfTheTreeAreWarnedOfNothing() throws Exception {
    String demo = Files.readString(Path.of("conf/gateway.yaml"));
    assertThat(warnings(demo)).isEmpty();
  }
}
