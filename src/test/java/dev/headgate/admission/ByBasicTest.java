package dev.headgate.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Proxies;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.BasicConfig;
import dev.headgate.config.value.Htpasswd;
import dev.headgate.config.value.Secret;
import dev.headgate.testing.FakeTime;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.upstream.TrustedRoots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls, told by a password. */
@Timeout(30)
class ByBasicTest {
  /** As htpasswd -B, Python's crypt and the argon2 command made them. */
  private static final Map<String, Secret> HASHES =
      Map.of(
          "alice", new Secret("$2y$05$ABCDEFGHIJKLMNOPQRSTUuNs1jXQaAA7gz6/IRiglltbBTG6jf1oK"),
          "zoë", new Secret("$2y$05$abcdefghijklmnopqrstuuakWOE.k8W3KIQRdMS7TYTuHNi72.Z3K"),
          "old", new Secret("$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"),
          "id",
              new Secret(
                  "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
          "lanes",
              new Secret(
                  "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"),
          "i",
              new Secret(
                  "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8"));

  private static final Passwords PASSWORDS = new Passwords(new Htpasswd(HASHES));

  private final FakeTime time = new FakeTime();
  private final Failures failures = new Failures(time);
  private final List<Runnable> queued = new ArrayList<>();
  private final ByBasic basic = basic(queued::add);

  private ByBasic basic(Executor verifying) {
    return new ByBasic(PASSWORDS, failures, verifying, time);
  }

  private static Credentials sent(String pair) {
    return Sent.with(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  private static Identity identify(ByBasic basic, Credentials credentials) {
    List<Identity> told = new ArrayList<>();
    basic.identify(credentials, told::add);
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  private Identity identify(String pair) {
    return identify(basic(Runnable::run), sent(pair));
  }

  private static Identity known(String name) {
    return new Identity.Known(new Caller(name, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "alice, open sesame",
    "zoë, s3cret pässword",
    "old, abc123xyz",
    "id, password",
    "lanes, password",
    "i, password"
  })
  void passwordHoldsForItsUser(String user, String password) {
    assertThat(identify(user + ":" + password)).isEqualTo(known(user));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice:open sesam",
        "alice:",
        "alice:s3cret pässword",
        "ALICE:open sesame",
        "nobody:open sesame",
        "nobody:password",
        ":password"
      })
  void whateverElseHoldsForNobody(String pair) {
    assertThat(identify(pair)).isEqualTo(new Identity.Unknown("an unknown user or password"));
  }

  @Test
  void passwordOfADecoyIsNobodys() {
    Passwords one = new Passwords(new Htpasswd(Map.of("id", HASHES.get("id"))));
    assertThat(one.verify("id", "password".getBytes(UTF_8))).isTrue();
    assertThat(one.verify("nobody", "password".getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer x, no user and password",
    "Basic, no user and password",
    "'', no user and password",
    "Basic !!!!, a malformed user and password",
    "Basic YWxpY2U=, a malformed user and password",
    "Basic /zp4, a malformed user and password",
    "Basic YTpiAA==, a malformed user and password",
  })
  void malformedCredentialsAreNotEvenVerified(String value, String detail) {
    assertThat(identify(basic, Sent.with("Authorization", value)))
        .isEqualTo(new Identity.Unknown(detail));
    assertThat(queued).isEmpty();
  }

  @Test
  void oversizedCredentialsAreNotEvenDecoded() {
    assertThat(identify(basic, sent("alice:" + "x".repeat(ByBasic.CREDENTIALS_CHARS_MAX))))
        .isEqualTo(new Identity.Unknown("a user and password longer than any"));
    assertThat(queued).isEmpty();
  }

  @Test
  void passwordThatHeldIsVerifiedAgainAfterAMinuteOnly() {
    List<Identity> told = new ArrayList<>();
    basic.identify(sent("alice:open sesame"), told::add);
    assertThat(told).isEmpty();
    queued.removeFirst().run();
    basic.identify(sent("alice:open sesame"), told::add);
    assertThat(told).containsExactly(known("alice"), known("alice"));
    assertThat(queued).isEmpty();
    basic.identify(sent("alice:other"), told::add);
    assertThat(queued).hasSize(1);
    time.pass(Duration.ofSeconds(60));
    basic.identify(sent("alice:open sesame"), told::add);
    assertThat(queued).hasSize(2);
    assertThat(told).hasSize(2);
  }

  @Test
  void passwordThatDoesNotHoldIsNotRemembered() {
    List<Identity> told = new ArrayList<>();
    basic.identify(sent("alice:wrong"), told::add);
    queued.removeFirst().run();
    basic.identify(sent("alice:wrong"), told::add);
    assertThat(queued).hasSize(1);
  }

  @Test
  void addressThatFailedTooOftenCostsNoVerification() {
    identify("alice:open sesame");
    ByBasic knows = basic(Runnable::run);
    identify(knows, sent("alice:open sesame"));
    List<Identity> told = new ArrayList<>();
    basic.identify(sent("alice:queued before"), told::add);
    for (int i = 0; i < Failures.PER_MINUTE_MAX; i++) {
      assertThat(failures.waitNanosAfter("127.0.0.1")).isZero();
    }
    queued.removeFirst().run();
    assertThat(told).containsExactly(new Identity.Unknown("no password is verified"));
    assertThat(identify(basic, sent("alice:open sesame")))
        .isEqualTo(new Identity.Unknown("no password is verified"));
    assertThat(queued).isEmpty();
    assertThat(identify(knows, sent("alice:open sesame"))).isEqualTo(known("alice"));
    time.pass(Duration.ofMinutes(1));
    basic.identify(sent("alice:open sesame"), told::add);
    assertThat(queued).hasSize(1);
  }

  @Test
  void whereTooManyWaitNobodyKnows() {
    ByBasic full =
        basic(_ -> {
          throw new RejectedExecutionException();
        });
    assertThat(identify(full, sent("alice:open sesame")))
        .isEqualTo(new Identity.Unavailable("too many passwords wait to be verified"));
  }

  @Test
  void queueIsBounded() {
    Secret slow = new Secret("$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW");
    AuthConfig auth =
        new AuthConfig(
            null,
            List.of(),
            null,
            null,
            null,
            new BasicConfig(new Htpasswd(Map.of("old", slow))),
            List.of());
    CompletableFuture<Identity> refused = new CompletableFuture<>();
    try (Admissions admissions =
        new Admissions(
            new CurrentKeys(List.of()),
            List.of(),
            (_, _) -> {
              throw new AssertionError();
            },
            TrustedRoots.trusting(null),
            Proxies.NONE,
            Runnable::run,
            time)) {
      Admission admission = admissions.under(Map.of()).of(auth, List.of(), false);
      int atOnce = Ways.VERIFYING_THREADS + Ways.VERIFYING_WAIT_MAX;
      for (int i = 0; i < 2 * atOnce; i++) {
        admission.identify(
            sent("old:" + i),
            identity -> {
              if (identity instanceof Identity.Unavailable) {
                refused.complete(identity);
              }
            });
      }
      assertThat(refused.orTimeout(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS).join())
          .isEqualTo(new Identity.Unavailable("too many passwords wait to be verified"));
    }
  }

  @Test
  void nothingShowsAHash() {
    assertThat(new BasicConfig(new Htpasswd(HASHES)).toString())
        .contains("alice=***")
        .doesNotContain("$2y$")
        .doesNotContain("argon2");
  }
}
