package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.value.CertificateFile;
import dev.headgate.config.view.EffectiveConfig;
import dev.headgate.config.yaml.Problem;
import dev.headgate.testing.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamTlsConfigTest {
  @TempDir Path folder;

  @BeforeEach
  void copyFiles() {
    Sample.copyTls(folder);
  }

  private static String yaml(String url, String tls) {
    return "version: 1\nupstreams:\n  app: { "
        + url
        + ", tls: "
        + tls
        + " }\nroutes: [{ name: a, to: app, auth: none, match: /a }]";
  }

  private List<String> problems(String url, String tls) {
    return Sample.in(folder).problems(yaml(url, tls));
  }

  private ConfigFile.Valid valid(String tls) {
    return (ConfigFile.Valid) Sample.in(folder).read(yaml("url: 'https://a'", tls));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "{ certificate: tls.crt } > 3:48 upstreams.app.tls.certificate: found \"tls.crt\", without key,"
            + " expected key beside it",
        "{ key: tls.key } > 3:40 upstreams.app.tls.key: found \"tls.key\", without certificate,"
            + " expected certificate beside it",
        "{ certificate: tls.crt, key: other.key } > 3:62 upstreams.app.tls.key: found \"other.key\","
            + " which is not the key of the first certificate, expected the private key of the"
            + " first certificate in \"tls.crt\"",
        "{ ca: tls.key } > 3:39 upstreams.app.tls.ca: found \"tls.key\", expected a file in PEM with"
            + " BEGIN CERTIFICATE",
        "{ ca: none.crt } > 3:39 upstreams.app.tls.ca: found \"none.crt\": no such file, expected a"
            + " text file that can be read, of 1B to 1MiB",
        "{ insecure: true } > 3:35 upstreams.app.tls.insecure: found an unknown key, expected one of"
            + " ca, certificate, key",
      })
  void problemIsToldAtItsKey(String tls, String problem) {
    assertThat(problems("url: 'https://a'", tls)).containsExactly("gateway.yaml:" + problem);
  }

  @Test
  void upstreamWithoutTlsHasNone() {
    assertThat(problems("url: 'http://a'", "{ ca: tls.crt }"))
        .containsExactly(
            "gateway.yaml:3:32 upstreams.app.tls: found tls, where no URL of the upstream is https,"
                + " expected a URL with https, or no tls");
    assertThat(problems("url: 'builtin:demo'", "{ ca: tls.crt }")).hasSize(1);
    assertThat(problems("urls: ['http://a', 'https://a']", "{ ca: tls.crt }")).isEmpty();
  }

  @Test
  void certificateThatDoesNotHoldNowIsWarnedOf() throws Exception {
    HeldCertificate over =
        new HeldCertificate.Builder().commonName("ours").validityInterval(0, 1_000).build();
    Files.writeString(folder.resolve("over.crt"), over.certificatePem());
    Files.writeString(folder.resolve("over.key"), over.privateKeyPkcs8Pem());

    assertThat(valid("{ certificate: over.crt, key: over.key }").warnings())
        .singleElement()
        .extracting(Problem::warning)
        .asString()
        .endsWith(
            " upstreams.app.tls.certificate: found the certificate of CN=ours, which holds from"
                + " 1970-01-01T00:00:00Z to 1970-01-01T00:00:01Z, expected one that holds now");
    assertThat(valid("{ certificate: headgate.crt, key: headgate.key }").warnings()).isEmpty();
  }

  @Test
  void keyNeverPrints() {
    GatewayConfig config = valid("{ certificate: tls.crt, key: tls.key }").config();

    String text = EffectiveConfig.of(config).toText();

    assertThat(EffectiveConfig.of(config).entries())
        .contains(new EffectiveConfig.Entry("upstreams.app.tls.key", "***"));
    assertThat(text).contains("\"certificate\" : \"CN=").doesNotContain("MI");
  }

  @Test
  void fileOfSeveralCertificatesIsToldByTheFirst() throws Exception {
    String two =
        TlsFiles.authority("a").certificatePem() + TlsFiles.authority("b").certificatePem();
    assertThat(CertificateFile.parse(two).toString()).matches("CN=a until \\S+Z and 1 more");
    assertThat(CertificateFile.parse(two).asRoots().size()).isEqualTo(2);
  }
}
