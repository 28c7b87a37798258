package dev.headgate.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Sample;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.UpstreamConfig;
import dev.headgate.config.value.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {
  private static final String HIDDEN = "sk-hidden-7331";

  @TempDir Path folder;

  @Test
  void referencesStandAnywhereInAValue() throws Exception {
    Files.writeString(folder.resolve("key.txt"), HIDDEN + "\n");
    Map<String, String> environment = Map.of("WHO", "team", "VERSION", "1", "LIMIT", "7s");
    GatewayConfig config =
        new Sample(folder, environment)
            .config(
                """
                version: ${env:VERSION}
                upstreams:
                  demo:
                    url: builtin:demo
                    send_headers:
                      A: "Bearer ${file:key.txt}"
                      B: ${env:WHO}-${env:WHO}
                      C: $${env:WHO} $5
                      D: ${file:FOLDER/key.txt}
                routes:
                - { name: "x-${env:WHO}", match: /*, to: demo, auth: none, flush: immediate,
                    timeouts: { headers: "${env:LIMIT}" } }
                """
                    .replace("FOLDER", folder.toString()));
    assertThat(config.upstreams().get("demo"))
        .extracting(UpstreamConfig::sendHeaders)
        .isEqualTo(
            Map.of(
                "A", new Secret("Bearer " + HIDDEN),
                "B", new Secret("team-team"),
                "C", new Secret("${env:WHO} $5"),
                "D", new Secret(HIDDEN)));
    assertThat(config.routes().getFirst().name()).isEqualTo("x-team");
    assertThat(config.routes().getFirst().timeouts().headers()).hasToString("7s");
  }

  @Test
  void onlyOneLineBreakIsTakenOffAFile() throws Exception {
    Files.writeString(folder.resolve("one"), "a\r\n");
    Files.writeString(folder.resolve("two"), "a\n\n");
    assertThat(problems("${file:one}")).isEmpty();
    assertThat(problems("${file:two}"))
        .containsExactly(
            "gateway.yaml:5:24 upstreams.u.send_headers.K: found ***, expected "
                + TextRule.HEADER_VALUE.expected());
  }

  @Test
  void missingReferenceIsToldWithItsKeyAndLine() throws Exception {
    Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF});
    Files.createFile(folder.resolve("empty"));
    check("${env:NOPE}", "${env:NOPE}, which is not set, expected an environment variable");
    check("${env:EMPTY}", "${env:EMPTY}, which is empty, expected an environment variable");
    check("${file:nope}", "\"${file:nope}\": no such file, expected a text file");
    check("${file:.}", "\"${file:.}\": a directory, expected a text file");
    check("${file:empty}", "\"${file:empty}\", which is empty, expected a text file");
    check("${file:large}", "\"${file:large}\": more than 64KiB, expected a text file");
    check("${file:binary}", "\"${file:binary}\": byte 0xFF at offset 0, which is not UTF-8");
    check("${file:a\\0b}", "\"${file:a\\u0000b}\", expected a text file");
    check("${env:A-B}", "\"${env:A-B}\", expected a variable's name");
    check("${NOPE}", "\"${NOPE}\", expected ${env:NAME} or ${file:PATH}");
    check("sk ${env:NOPE", "\"${env:NOPE\", expected ${env:NAME} or ${file:PATH}");
  }

  @Test
  void everyMissingReferenceOfAValueIsTold() {
    assertThat(problems("${env:ONE} ${env:TWO}")).hasSize(2);
  }

  @Test
  void resolvedValueIsInNoProblem() {
    Map<String, String> environment = Map.of("H", HIDDEN, "N", "7331");
    String yaml =
        """
        version: ${env:H}
        listen: { address: "${env:H}", trusted_proxies: ["${env:H}"] }
        defaults: { auth: "${env:H}", flush: "${env:N}", body_max: "${env:N}" }
        upstreams: { u: { url: "http://${env:H}/?a", send_headers: { K: " ${env:H}" } } }
        routes:
        - { name: "${env:H}", match: "${env:H}", to: "${env:H}",
            path: { strip_prefix: "${env:H}" } }
        - { name: "${env:H}", to: u,
            match: { path: /, methods: ["${env:H}"], hosts: ["-${env:H}"] } }
        """;
    List<String> problems = new Sample(folder, environment).problems(yaml);
    assertThat(problems).hasSizeGreaterThan(10);
    assertThat(String.join("\n", problems)).doesNotContain("7331");
  }

  @Test
  void secretIsNeitherPrintedNorInAProblem() {
    String yaml =
        "version: 1\nupstreams: { u: { url: builtin:demo, send_headers: { K: %s } } }\n"
            + "routes: [{ name: a, match: /a, to: u, auth: none,"
            + " request_headers: { set: { L: %s } } }]\n";
    GatewayConfig config = Sample.in(folder).config(yaml.formatted(HIDDEN, HIDDEN));
    assertThat(config.toString()).contains("K=***", "L=***").doesNotContain(HIDDEN);
    assertThat(
            Sample.in(folder).problems(yaml.formatted("\"" + HIDDEN + "\\n\"", "[" + HIDDEN + "]")))
        .hasSize(2)
        .noneMatch(p -> p.contains(HIDDEN));
    assertThat(Sample.in(folder).problems("upstreams: { u: { send_headers: " + HIDDEN + " } }"))
        .noneMatch(p -> p.contains(HIDDEN));
  }

  private void check(String value, String found) {
    assertThat(problems(value))
        .singleElement()
        .asString()
        .startsWith("gateway.yaml:5:24 upstreams.u.send_headers.K: found " + found);
  }

  private List<String> problems(String value) {
    return new Sample(folder, Map.of("EMPTY", ""))
        .problems(
            """
            version: 1
            upstreams:
              u:
                url: builtin:demo
                send_headers: { K: "%s" }
            routes: [{ name: a, match: /*, to: u, auth: none }]
            """
                .formatted(value));
  }
}
