package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteReportTest {
  private static final String YAML =
      """
      version: 1
      upstreams: { a: { urls: ["https://one.example.com", "https://two.internal:8443", "http://three"] } }
      routes: [{ name: a, match: /*, to: a, auth: none }]
      """;

  @TempDir private Path folder = Path.of("");

  private List<String> report(Map<String, String> environment) throws Exception {
    Path file = Files.writeString(folder.resolve("gateway.yaml"), YAML);
    ConfigFile.Valid read = (ConfigFile.Valid) ConfigFile.read(file, environment::get);
    return RouteReport.lines(file, read, read.config().routes());
  }

  @Test
  void targetsBehindAProxyAreNamed() throws Exception {
    List<String> lines =
        report(Map.of("HTTPS_PROXY", "http://ann:word@proxy:3128", "NO_PROXY", "internal"));

    assertThat(lines)
        .filteredOn(line -> line.contains("proxy"))
        .containsExactly(
            "https://one.example.com:443 through the proxy proxy:3128, as the environment says");
    assertThat(lines.toString()).doesNotContain("word");
    assertThat(report(Map.of())).noneMatch(line -> line.contains("proxy"));
  }
}
