package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.binding.TextRule;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.BasicConfig;
import dev.headgate.config.block.ForwardConfig;
import dev.headgate.config.value.Secret;
import dev.headgate.config.value.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that are asked, and passwords, as the file has them. */
class AuthConfigTest {
  private static final String BCRYPT =
      "$2y$05$ABCDEFGHIJKLMNOPQRSTUuNs1jXQaAA7gz6/IRiglltbBTG6jf1oK";
  private static final String ARGON2 =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  @TempDir Path folder;

  private static String file(String auth) {
    return Sample.UPSTREAM + "routes: [{ name: a, match: /*, to: demo, auth: " + auth + " }]";
  }

  private AuthConfig auth(String auth) {
    return Sample.in(folder).config(file(auth)).routes().getFirst().auth();
  }

  private List<String> problems(String auth) {
    return Sample.in(folder).problems(file(auth)).stream()
        .map(problem -> problem.replaceFirst("^\\S+ routes\\[0\\]\\.auth\\.", ""))
        .toList();
  }

  private List<String> problemsWith(String users) throws IOException {
    Files.writeString(folder.resolve("users"), users);
    return problems("{ basic: { htpasswd: users } }");
  }

  @Test
  void forwardIsMapped() {
    assertThat(
            auth("{ forward: { url: \"https://a.b:8443/c?d=e\", timeout: 10ms, cache: 1h,"
                    + " send_headers: [X-A], copy_headers: [X-B], caller_header: X-C } }")
                .forward())
        .isEqualTo(
            new ForwardConfig(
                "https://a.b:8443/c?d=e",
                TimeSpan.of(Duration.ofMillis(10)),
                TimeSpan.of(Duration.ofHours(1)),
                List.of("X-A"),
                List.of("X-B"),
                "X-C"));
  }

  @Test
  void forwardHasDefaults() {
    ForwardConfig forward =
        Objects.requireNonNull(auth("{ forward: { url: \"http://[::1]\" } }").forward());
    assertThat(forward.timeLimit()).isEqualTo(Duration.ofSeconds(2));
    assertThat(forward.cache()).isNull();
    assertThat(forward.headers()).containsExactly("Authorization", "Cookie", "X-Api-Key");
    assertThat(forward.copyHeaders()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://",
        "ftp://a",
        "a:80",
        "http://a:99999",
        "http://a:0x",
        "http://[::g]/",
        "http://a..b/",
        "http://***@a/",
        "http://a/ b",
        "http://a/#b"
      })
  void wrongUrlIsRefused(String url) {
    assertThat(problems("{ forward: { url: \"" + url + "\" } }"))
        .containsExactly(
            "forward.url: found \"" + url + "\", expected " + TextRule.HTTP_URL.expected());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "timeout: 9ms > timeout: found \"9ms\", expected a duration from 10ms to 30s",
        "timeout: 31s > timeout: found \"31s\", expected a duration from 10ms to 30s",
        "cache: 2h > cache: found \"2h\", expected a duration from 100ms to 1h",
        "send_headers: [] > send_headers: found an empty list, expected a list with at least one"
            + " item",
        "send_headers: [content-Length] > send_headers[0]: found \"content-Length\", which belongs"
            + " to the framing of messages, expected another header",
        "copy_headers: [Host] > copy_headers[0]: found \"Host\", which belongs to the framing of"
            + " messages, expected another header",
      })
  void wrongKeyOfForwardIsToldAtItsPlace(String key, String problem) {
    assertThat(problems("{ forward: { url: \"http://a\", " + key + " } }"))
        .containsExactly("forward." + problem);
  }

  @Test
  void usersAreThoseOfTheFile() throws IOException {
    Files.writeString(
        folder.resolve("users"), "# ours\r\na:" + BCRYPT + "\r\n\r\n b b:" + ARGON2 + "  \n");
    BasicConfig basic = Objects.requireNonNull(auth("{ basic: { htpasswd: users } }").basic());
    assertThat(basic.htpasswd().hashes())
        .isEqualTo(Map.of("a", new Secret(BCRYPT), "b b", new Secret(ARGON2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/",
        "a:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
        "a:plain",
        "a:",
        "a:$5$saltsalt$hashhash",
        "a:$2y$05$short",
        "a:$2y$03$ABCDEFGHIJKLMNOPQRSTUuNs1jXQaAA7gz6/IRiglltbBTG6jf1oK",
        "a:$2y$18$ABCDEFGHIJKLMNOPQRSTUuNs1jXQaAA7gz6/IRiglltbBTG6jf1oK",
        "a:$argon2d$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
      })
  void otherHashIsRefusedByItsLine(String line) throws IOException {
    assertThat(problemsWith("b:" + BCRYPT + "\n\n" + line + "\n"))
        .containsExactly(
            "basic.htpasswd: found \"users\", expected on line 3 of that file user:hash with a"
                + " hash of bcrypt, as htpasswd -B makes it, at a cost of 4 to 17, or of argon2id"
                + " or argon2i");
  }

  @Test
  void hashThatCostsTooMuchMemoryIsRefused() throws IOException {
    assertThat(problemsWith("a:" + ARGON2.replace("m=256", "m=65537")))
        .containsExactly(
            "basic.htpasswd: found \"users\", expected on line 1 of that file an argon2 hash with"
                + " m from 8 for each of p to 65536");
    assertThat(problemsWith("a:" + ARGON2.replace("m=256,t=2,p=1", "m=8,t=2,p=2"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "no colon > on line 1 of that file user:hash",
        ":hash > on line 1 of that file user:hash",
        "# nobody > a line of user:hash in that file",
      })
  void malformedFileIsRefused(String text, String expected) throws IOException {
    assertThat(problemsWith(text + "\n"))
        .containsExactly("basic.htpasswd: found \"users\", expected " + expected);
  }

  @Test
  void userStandsOnce() throws IOException {
    assertThat(problemsWith("a:" + BCRYPT + "\na:" + ARGON2))
        .containsExactly(
            "basic.htpasswd: found \"users\", expected on line 2 of that file a user that no line"
                + " before has");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "none > found \"none\": no such file, expected a text file that can be read, of 1B to 1MiB",
        ". > found \".\": a directory, expected a text file that can be read, of 1B to 1MiB",
        "5 > found \"5\", expected a text in quotes",
      })
  void fileThatCannotBeReadIsTold(String name, String problem) {
    assertThat(problems("{ basic: { htpasswd: " + name + " } }"))
        .containsExactly("basic.htpasswd: " + problem);
  }

  @Test
  void justOneWayIsGiven() {
    assertThat(problems("{ use: none, forward: { url: \"http://a\" } }"))
        .containsExactly(
            "gateway.yaml:3:48 routes[0].auth: found use and forward, expected"
                + " just one of use, keys, mtls, jwt, forward, basic, any");
  }
}
