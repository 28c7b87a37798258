package dev.headgate.config.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.config.Sample;
import dev.headgate.config.block.GatewayConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigTest {
  private static final String YAML =
      """
      version: 1
      listen: { trusted_proxies: [10.0.0.0/8] }
      keys: [{ name: team.a, sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 }]
      limits: { per-key: { by: "header:X-Tenant", requests: 600/min, streams: 5, tokens_per_stream: 8k } }
      store: { url: "redis://user:pass-word@cache:6379" }
      upstreams:
        demo: { url: "http://app:8000/base", send_headers: { x-api-key: "sk-123" }, dialect: ai-sdk-ui }
      routes:
        - name: a
          match: { path: /a, methods: [POST], headers: { x-origin: "shared-word" } }
          to: demo
          auth: { jwt: { issuer: "${env:ISSUER}", audience: a, jwks_url: "http://h/keys?key=k-1" } }
          limits: per-key
          timeouts: { stall: 90s, headers: off }
          heartbeat: { before_headers: after 20s }
          body_max: 64KiB
          flush: 20ms
          mode: { limits: observe }
      """;

  @TempDir Path folder;

  private GatewayConfig config(String yaml) {
    return new Sample(folder, Map.of("ISSUER", "https://user:word@login")).config(yaml);
  }

  private Map<String, String> entries(String yaml) {
    return EffectiveConfig.of(config(yaml)).entries().stream()
        .collect(Collectors.toMap(EffectiveConfig.Entry::path, EffectiveConfig.Entry::value));
  }

  @Test
  void valuesAreWrittenAsInTheFile() {
    assertThat(entries(YAML))
        .containsEntry("listen.trusted_proxies", "[10.0.0.0/8]")
        .containsEntry("limits.per-key.by", "header:X-Tenant")
        .containsEntry("limits.per-key.requests", "600/min")
        .containsEntry("limits.per-key.streams.at_once", "5")
        .containsEntry("limits.per-key.tokens_per_stream", "8k")
        .containsEntry("upstreams.demo.url", "http://app:8000/base")
        .containsEntry("upstreams.demo.dialect", "ai-sdk-ui")
        .containsEntry("routes.a.match.methods", "[POST]")
        .containsEntry("routes.a.timeouts.stall", "90s")
        .containsEntry("routes.a.timeouts.headers", "off")
        .containsEntry("routes.a.heartbeat.before_headers", "after 20s")
        .containsEntry("routes.a.body_max", "64KiB")
        .containsEntry("routes.a.mode.limits", "observe");
  }

  @Test
  void everyDefaultIsFilledIn() {
    assertThat(entries(YAML))
        .containsEntry("routes.a.timeouts.max_duration", "30m")
        .containsEntry("defaults.timeouts.stall", "2m")
        .containsEntry("listen.address", "0.0.0.0:8080");
  }

  @Test
  void namesWithDotsAreQuotedInPaths() {
    assertThat(entries(YAML)).containsKey("keys.\"team.a\".sha256");
  }

  @Test
  void whatTheFileDoesNotHaveIsAbsent() {
    assertThat(entries(YAML))
        .doesNotContainKeys("admin.address", "routes.a.cors.origins", "routes.a.match.hosts");
  }

  @Test
  void secretsNeverShow() {
    EffectiveConfig effective = EffectiveConfig.of(config(YAML));
    assertThat(effective.entries())
        .contains(
            new EffectiveConfig.Entry("store.url", "***"),
            new EffectiveConfig.Entry("upstreams.demo.send_headers.x-api-key", "***"),
            new EffectiveConfig.Entry("routes.a.match.headers.x-origin", "***"),
            new EffectiveConfig.Entry("routes.a.auth.jwt.jwks_url", "\"http://h/keys?***\""),
            new EffectiveConfig.Entry("routes.a.auth.jwt.issuer", "https://***@login"));
    assertThat(effective.entries() + effective.toJson().toString())
        .doesNotContain("sk-123", "pass-word", "shared-word", "user:word", "k-1", "9f86d0");
  }

  @Test
  void jsonHasTheShapeOfTheFile() {
    JsonNode json = EffectiveConfig.of(config(YAML)).toJson();
    assertThat(json.at("/routes/0/name").asText()).isEqualTo("a");
    assertThat(json.at("/routes/0/timeouts/first_token").asText()).isEqualTo("3m");
    assertThat(json.at("/limits/per-key/streams/at_once").isInt()).isTrue();
    assertThat(json.at("/defaults/usage/ask_upstream").isBoolean()).isTrue();
    assertThat(json.at("/upstreams/demo/send_headers/x-api-key").asText()).isEqualTo("***");
  }

  @Test
  void jsonIsAFileThatMeansTheSame() {
    GatewayConfig config =
        config(
            """
            version: 1
            admin: { address: "[::1]:0" }
            defaults: { auth: none, on_disconnect: { grace: 5s }, flush: immediate }
            limits: { l: { by: ip, requests: 2M/day, streams: { at_once: 2, wait: 5s } } }
            upstreams: { a: { urls: ["builtin:demo", "https://api.example.com"] } }
            routes:
              - { name: a, match: /a/*, to: a, limits: l, cors: { origins: ["*"], max_age: 10m } }
              - { name: b, match: /*, to: a, request_headers: { remove: [Cookie] } }
            """);
    assertThat(config(EffectiveConfig.of(config).toJson().toString())).isEqualTo(config);
  }

  @Test
  void everyKeyOfTheLanguageHasAnEntry() throws Exception {
    GatewayConfig config = Sample.everyKey(folder);

    String paths = EffectiveConfig.of(config).entries().toString();

    assertThat(KeyPaths.all())
        .extracting(KeyPaths.Row::name)
        .allSatisfy(name -> assertThat(paths).contains(name));
    assertThat(paths).doesNotContain("$2a$12", "sk-1");
  }
}
