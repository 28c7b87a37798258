package dev.headgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.AdminConfig;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.value.Secret;
import dev.headgate.http1.Fields;
import dev.headgate.http1.HttpVersion;
import dev.headgate.http1.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the admin listener. */
class GuardTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final Guard BY_TOKEN =
      Guard.of(new AdminConfig(new HostPort("0.0.0.0", 9901), new Secret(TOKEN)));
  private static final Guard WITHOUT =
      Guard.of(new AdminConfig(new HostPort("loop.internal", 9901), null));

  private static int status(Guard guard, String method, String... namesAndValues) {
    List<Fields.Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Fields.Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    Answer refusal =
        guard.refusal(new RequestHead(method, "/x", HttpVersion.HTTP_1_1, Fields.of(fields)));
    return refusal == null ? 200 : refusal.status();
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer 0123456789abcdef, 200",
    "bearer  0123456789abcdef, 200",
    "Bearer 0123456789abcdeF, 401",
    "Bearer 0123456789abcdef0, 401",
    "Bearer 0123456789abcde, 401",
    "Bearer, 401",
    "0123456789abcdef, 401",
    "Basic 0123456789abcdef, 401",
  })
  void tokenIsDemanded(String authorization, int status) {
    assertThat(status(BY_TOKEN, "GET", "Host", "a", "Authorization", authorization))
        .isEqualTo(status);
  }

  @Test
  void tokenThatIsMissingIsAskedFor() {
    Answer refusal =
        BY_TOKEN.refusal(new RequestHead("GET", "/x", HttpVersion.HTTP_1_1, Fields.of(List.of())));
    assertThat(Objects.requireNonNull(refusal).fields()).containsKey("WWW-Authenticate");
  }

  @Test
  void whoeverHasTheTokenMayComeFromAnywhere() {
    assertThat(
            status(
                BY_TOKEN,
                "POST",
                "Host",
                "gateway.example",
                "Origin",
                "https://ops.example",
                "Authorization",
                "Bearer " + TOKEN))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:9901",
        "10.1.2.3",
        "[::1]:9901",
        "localhost:9901",
        "LOCALHOST",
        "loop.internal:9901",
        ""
      })
  void ownNamesAreServed(String host) {
    assertThat(status(WITHOUT, "GET", "Host", host)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9901",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "[evil]",
        "[::1",
        "a"
      })
  void namesOfOthersAreNot(String host) {
    assertThat(status(WITHOUT, "GET", "Host", host)).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "DELETE, -, -, 200",
        "PUT, http://127.0.0.1:9901, same-origin, 200",
        "PUT, http://127.0.0.1:9901, -, 200",
        "PUT, -, none, 200",
        "PUT, http://127.0.0.1:3000, -, 403",
        "PUT, http://127.0.0.1:3000, same-site, 403",
        "POST, https://evil.example, cross-site, 403",
        "POST, -, cross-site, 403",
        "POST, null, -, 403",
        "DELETE, http://127.0.0.1:9901.evil.example, -, 403",
        "GET, https://evil.example, cross-site, 200",
      })
  void pagesOfOthersChangeNothing(
      String method, @Nullable String origin, @Nullable String site, int status) {
    List<String> fields = new ArrayList<>(List.of("Host", "127.0.0.1:9901"));
    if (origin != null) {
      fields.addAll(List.of("Origin", origin));
    }
    if (site != null) {
      fields.addAll(List.of("Sec-Fetch-Site", site));
    }
    assertThat(status(WITHOUT, method, fields.toArray(String[]::new))).isEqualTo(status);
  }
}
