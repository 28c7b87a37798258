package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.AuthWayConfig;
import dev.headgate.config.block.AuthWayWord;
import dev.headgate.config.block.JwtAlgorithm;
import dev.headgate.config.block.JwtConfig;
import dev.headgate.config.value.ClockSkew;
import dev.headgate.config.value.FileText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code auth.jwt} and {@code auth.any}. */
class JwtConfigTest {
  private static final String JWKS = "{\"keys\":[{\"kty\":\"EC\"}]}";
  private static final String FRONT = "issuer: i, audience: a, ";
  private static final String URL = "https://login.example.com/keys";

  @TempDir Path folder;

  @BeforeEach
  void writeKeys() throws Exception {
    Files.writeString(folder.resolve("jwks.json"), JWKS + "\n");
    Files.writeString(folder.resolve("odd.json"), "{\"keys\":[]}");
  }

  private static String yaml(String auth) {
    return Sample.UPSTREAM + "routes: [{ name: a, match: /*, to: demo, auth: { " + auth + " } }]\n";
  }

  private AuthConfig read(String auth) {
    return Sample.in(folder).config(yaml(auth)).routes().getFirst().auth();
  }

  @Test
  void leastThatIsWritten() {
    JwtConfig jwt = new JwtConfig("i", List.of("a"), URL, null, List.of(), null, Map.of());
    assertThat(read("jwt: { " + FRONT + "jwks_url: " + URL + " }"))
        .isEqualTo(new AuthConfig(null, List.of(), null, jwt, null, null, List.of()));
    assertThat(jwt.skew()).isEqualTo(Duration.ofMinutes(1));
    assertThat(JwtAlgorithm.values()).allMatch(jwt::admits);
  }

  @Test
  void mostThatIsWritten() {
    JwtConfig jwt =
        new JwtConfig(
            "i",
            List.of("a", "b"),
            null,
            new FileText("jwks.json", JWKS),
            List.of(JwtAlgorithm.RS256, JwtAlgorithm.EDDSA),
            ClockSkew.NONE,
            Map.of("https://example.com/role", "writer"));
    String way =
        "any: [keys, { jwt: { issuer: i, audience: [a, b], jwks_file: jwks.json,"
            + " clock_skew: 0s, algorithms: [rs256, eddsa],"
            + " claims: { 'https://example.com/role': writer } } }]";
    String keys = "keys: [{ name: k, sha256: '" + "0".repeat(64) + "' }]\n";
    AuthConfig auth = Sample.in(folder).config(yaml(way) + keys).routes().getFirst().auth();
    assertThat(auth.any())
        .containsExactly(
            new AuthWayConfig(AuthWayWord.KEYS, List.of(), null, null, null, null),
            new AuthWayConfig(null, List.of(), null, jwt, null, null));
    assertThat(jwt.skew()).isZero();
    assertThat(jwt.admits(JwtAlgorithm.ES256)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "jwt: {} > none of jwks_url, jwks_file",
        "jwt: { jwks_url: 'http://a', jwks_file: jwks.json } > jwks_url and jwks_file",
        "jwt: { audience: a, jwks_url: 'http://a' } > auth.jwt.issuer: found nothing",
        "jwt: { issuer: i, jwks_url: 'http://a' } > auth.jwt.audience: found nothing",
        "jwt: { issuer: i, audience: [], jwks_url: 'http://a' } > found an empty list",
        "jwt: { issuer: i, audience: a, jwks_url: 'ftp://a' } > expected a URL of scheme",
        "jwt: { issuer: i, audience: a, jwks_url: 'http://u:p@a' } > expected a URL of scheme",
        "jwt: { issuer: i, audience: a, jwks_url: 'http://a:99999/' } > expected a URL of scheme",
        "jwt: { issuer: i, audience: a, jwks_url: 'http://a..b/' } > expected a URL of scheme",
        "jwt: { issuer: i, audience: a, jwks_file: none.json } > \"none.json\": no such file",
        "jwt: { issuer: i, audience: a, jwks_file: odd.json } > in which there are no keys",
        "jwt: { issuer: i, audience: a, jwks_file: gateway.yaml } > in which there are no keys",
        "jwt: { issuer: i, audience: a, jwks_file: jwks.json, algorithms: [hs256] } > expected rs256",
        "jwt: { issuer: i, audience: a, jwks_file: jwks.json, algorithms: [none] } > expected rs256",
        "jwt: { issuer: i, audience: a, jwks_file: jwks.json, clock_skew: 11m } > 1ms to 10m, or 0s",
        "jwt: { issuer: i, audience: a, jwks_file: jwks.json, claims: { 'a b': c } } > claim's name",
        "any: [] > found an empty list",
        "any: [none] > routes[0].auth.any[0]: found \"none\"",
        "any: [keys] > found keys, of which there are none",
        "any: [{ keys: [x] }] > routes[0].auth.any[0].keys[0]: found \"x\", which is no key",
        "any: [{ jwt: { issuer: i, audience: a, jwks_file: none.json } }] > no such file",
        "use: none, any: [keys] > use and any",
      })
  void whatIsWrongIsTold(String auth, String problem) {
    assertThat(String.join("\n", Sample.in(folder).problems(yaml(auth)))).contains(problem);
  }
}
