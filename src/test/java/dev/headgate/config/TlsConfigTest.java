package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.TlsConfig;
import dev.headgate.testing.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates and their keys, as files have them. */
class TlsConfigTest {
  private static final Path FILES = Path.of("src/test/resources/tls").toAbsolutePath();

  @TempDir Path folder;

  private static String file(String tls, String auth) {
    return Sample.UPSTREAM
        + "listen: { tls: "
        + tls
        + " }\nroutes: [{ name: a, match: /*, to: demo, auth: "
        + auth
        + " }]";
  }

  private static String pair(String certificate, String key) {
    return "{ certificate: '%s', key: '%s' }"
        .formatted(FILES.resolve(certificate), FILES.resolve(key));
  }

  private List<String> problems(String tls, String auth) {
    return Sample.in(folder).problems(file(tls, auth)).stream()
        .map(problem -> problem.replace(FILES + "/", ""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.crt, rsa-pkcs1.key",
    "rsa.crt, rsa-pkcs8.key",
    "curve.crt, curve-sec1.key",
    "curve.crt, curve-pkcs8.key",
    "edwards.crt, edwards-pkcs8.key",
  })
  void keyIsReadAsItsCertificateHasIt(String certificate, String key) throws Exception {
    GatewayConfig config = Sample.in(folder).config(file(pair(certificate, key), "none"));
    TlsConfig tls = Objects.requireNonNull(config.listen().tls());
    assertThat(tls.key().keyOf(tls.certificate().first()).getAlgorithm())
        .isEqualTo(tls.certificate().first().getPublicKey().getAlgorithm());
    assertThat(config.toString())
        .contains("***")
        .doesNotContain(tls.key().base64().reveal().substring(0, 16));
  }

  @ParameterizedTest
  @CsvSource({
    "curve.crt, rsa-pkcs1.key",
    "curve.crt, rsa-pkcs8.key",
    "rsa.crt, curve-sec1.key",
    "rsa.crt, curve-pkcs8.key",
    "edwards.crt, curve-pkcs8.key",
  })
  void keyOfAnotherCertificateIsToldAtItsPlace(String certificate, String key) {
    assertThat(problems(pair(certificate, key), "none"))
        .containsExactly(
            "gateway.yaml:3:%d listen.tls.key: found \"%s\", which is not the key of the first"
                    .formatted(column(certificate), key)
                + " certificate, expected the private key of the first certificate in \""
                + certificate
                + "\"");
  }

  private static int column(String certificate) {
    String before =
        "listen: { tls: { certificate: '%s', key: ".formatted(FILES.resolve(certificate));
    return before.length() + 1;
  }

  @Test
  void keyOfTheSameKindIsNoMatchEither() throws IOException {
    Files.writeString(folder.resolve("own.key"), TlsFiles.authority("a").privateKeyPkcs8Pem());
    String tls = "{ certificate: '%s', key: own.key }".formatted(FILES.resolve("curve.crt"));
    assertThat(problems(tls, "none")).singleElement().asString().contains("\"own.key\", which");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "encrypted-pkcs8.key > a private key without a passphrase, as openssl pkey writes it",
        "encrypted-sec1.key > a private key without a passphrase, as openssl pkey writes it",
        "curve.crt > a file in PEM with just one private key",
      })
  void keyThatCannotBeUsedIsTold(String key, String expected) {
    assertThat(problems(pair("curve.crt", key), "none"))
        .singleElement()
        .asString()
        .endsWith(" listen.tls.key: found \"" + key + "\", expected " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "'' > a file in PEM with BEGIN CERTIFICATE",
        "-----BEGIN CERTIFICATE----- > an end to what begins on line 2 of that file",
        "'-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----' > Base64 in what begins on"
            + " line 2 of that file",
        "'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' > an X.509 certificate in"
            + " each BEGIN CERTIFICATE of that file",
      })
  void fileWithoutCertificatesIsTold(String text, String expected) throws IOException {
    Files.writeString(folder.resolve("odd.crt"), "a remark\n" + text);
    String tls = pair("curve.crt", "curve-sec1.key").replace(" }", ", client_ca: odd.crt }");
    assertThat(problems(tls, "none"))
        .singleElement()
        .asString()
        .endsWith(" listen.tls.client_ca: found \"odd.crt\", expected " + expected);
  }

  @Test
  void everyMissingFileIsTold() {
    String missing = ": no such file, expected a text file that can be read, of 1B to 1MiB";
    assertThat(
            problems(
                "{ certificate: a, key: b, client_ca: c, more: [{ certificate: d, key: e }] }",
                "none"))
        .hasSize(5)
        .allMatch(problem -> problem.endsWith(missing));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "mtls > routes[0].auth",
        "{ mtls: { names: [a] } } > routes[0].auth",
        "{ any: [mtls] } > routes[0].auth.any[0]",
        "{ any: [{ mtls: { subjects: [CN=a] } }] } > routes[0].auth.any[0]",
      })
  void nobodySignsTheCertificatesOfClients(String auth, String path) {
    assertThat(problems(pair("curve.crt", "curve-sec1.key"), auth))
        .singleElement()
        .asString()
        .contains(" " + path + ": found mtls, without listen.tls.client_ca, expected ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "{ mtls: {} } > none of names, subjects, expected just one of names, subjects",
        "{ mtls: { names: [] } } > an empty list, expected a list with at least one item",
        "{ mtls: { subjects: [app] } } > \"app\", expected a subject as RFC 2253 writes it, such as"
            + " CN=app,O=Example",
      })
  void wrongChoiceAmongCertificatesIsTold(String auth, String problem) {
    String tls =
        pair("curve.crt", "curve-sec1.key")
            .replace(" }", ", client_ca: '" + FILES.resolve("rsa.crt") + "' }");
    assertThat(problems(tls, auth)).singleElement().asString().endsWith(": found " + problem);
  }
}
