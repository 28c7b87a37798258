package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import dev.headgate.config.block.JwtAlgorithm;
import dev.headgate.config.block.JwtConfig;
import dev.headgate.config.value.ClockSkew;
import dev.headgate.testing.FakeTime;
import dev.headgate.testing.Issuer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls, told by a token; what is refused is in {@link RefusedTokensTest}. */
class ByJwtTest {
  private static final Issuer ISSUER = new Issuer();
  private static final IssuerKeys KEYS = IssuerKeys.parse(ISSUER.jwks());
  private static final JwtConfig CONFIG = config(List.of(), Map.of());

  private final FakeTime time = new FakeTime();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final List<Identity> told = new ArrayList<>();
  private int asked;
  private final ByJwt byJwt = byJwt(CONFIG);

  static JwtConfig config(List<JwtAlgorithm> algorithms, Map<String, String> claims) {
    return new JwtConfig(
        Issuer.NAME,
        List.of("other", Issuer.AUDIENCE),
        "https://login.example.com/keys",
        null,
        algorithms,
        ClockSkew.of(Duration.ofSeconds(30)),
        claims);
  }

  private ByJwt byJwt(JwtConfig config) {
    return new ByJwt(
        new TokenRules(config),
        (_, listener) -> {
          asked++;
          listener.found(KEYS);
        },
        work::add,
        time);
  }

  static Credentials bearer(String token) {
    return Sent.with("Authorization", "Bearer " + token);
  }

  private @Nullable Identity identify(ByJwt way, String token) {
    told.clear();
    way.identify(bearer(token), told::add);
    while (!work.isEmpty()) {
      work.remove().run();
    }
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  private void assertKnown(ByJwt way, String token) {
    assertThat(identify(way, token)).isInstanceOf(Identity.Known.class);
  }

  private Map<String, Object> claims(String name, Object value) {
    Map<String, Object> claims = Issuer.claims(time.instant());
    claims.put(name, value);
    return claims;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
        "Ed25519"
      })
  void tokenMayBeSignedInEachWay(String algorithm) {
    JWSAlgorithm way = JWSAlgorithm.parse(algorithm);
    assertKnown(byJwt, ISSUER.sign(way, Issuer.claims(time.instant())));
  }

  @Test
  void callerIsTheSubjectWithTheClaims() {
    Map<String, Object> claims = claims("tenant", "blue");
    claims.put("admin", true);
    claims.put("level", 7);
    claims.put("groups", List.of("a"));
    claims.put("long", "x".repeat(TokenRules.VALUE_CHARS_MAX + 1));
    String end = String.valueOf(claims.get("exp"));
    assertThat(identify(byJwt, ISSUER.sign(claims)))
        .isEqualTo(
            new Identity.Known(
                new Caller(
                    "ada",
                    Map.of(
                        "iss", Issuer.NAME,
                        "aud", Issuer.AUDIENCE,
                        "sub", "ada",
                        "exp", end,
                        "tenant", "blue",
                        "admin", "true",
                        "level", "7"))));
  }

  @Test
  void onlySoManyClaimsAreRemembered() {
    Map<String, Object> claims = Issuer.claims(time.instant());
    IntStream.range(0, 200).forEach(i -> claims.put("c" + i, i));
    assertThat(identify(byJwt, ISSUER.sign(claims)))
        .isInstanceOfSatisfying(
            Identity.Known.class,
            known -> assertThat(known.caller().claims()).hasSize(TokenRules.CLAIMS_MAX));
  }

  @Test
  void audienceMayBeOneOfSeveral() {
    assertKnown(byJwt, ISSUER.sign(claims("aud", List.of("x", Issuer.AUDIENCE))));
  }

  @Test
  void clockMayBeOffAsTheFileSays() {
    long now = time.instant().getEpochSecond();
    assertKnown(byJwt, ISSUER.sign(claims("exp", now - 29)));
    assertKnown(byJwt, ISSUER.sign(claims("nbf", now + 30)));
    assertKnown(byJwt, ISSUER.sign(claims("nbf", now)));
  }

  @Test
  void wantedClaimIsThereOrInTheList() {
    ByJwt way = byJwt(config(List.of(), Map.of("role", "writer")));
    assertKnown(way, ISSUER.sign(claims("role", "writer")));
    assertKnown(way, ISSUER.sign(claims("role", List.of("reader", "writer"))));
  }

  @Test
  void keyNeedsNoNameWhereThereIsButOne() {
    ByJwt way =
        new ByJwt(
            new TokenRules(CONFIG),
            (_, listener) -> listener.found(IssuerKeys.parse(ISSUER.jwks("P-256"))),
            work::add,
            time);
    assertKnown(way, ISSUER.sign(new JWSHeader(JWSAlgorithm.ES256), Issuer.claims(time.instant())));
  }

  @Test
  void tokenIsNotLookedAtOnTheCallingThread() {
    byJwt.identify(bearer(ISSUER.sign(Issuer.claims(time.instant()))), told::add);
    assertThat(told).isEmpty();
    assertThat(asked).isZero();
    work.remove().run();
    assertThat(told).hasSize(1);
  }

  @Test
  void tokenThatHeldIsKnownAtOnceUntilItsEnd() {
    String token = ISSUER.sign(claims("exp", time.instant().getEpochSecond() + 120));
    Identity first = identify(byJwt, token);
    told.clear();
    time.pass(Duration.ofSeconds(119));
    byJwt.identify(bearer(token), told::add);
    assertThat(told).containsExactly(first);
    assertThat(work).isEmpty();
    assertThat(asked).isEqualTo(1);

    time.pass(Duration.ofSeconds(1));
    byJwt.identify(bearer(token), told::add);
    assertThat(work).hasSize(1);
  }

  @Test
  void tokenThatHeldIsLookedAtAgainAfterAWhile() {
    String token = ISSUER.sign(Issuer.claims(time.instant()));
    assertKnown(byJwt, token);
    time.pass(Duration.ofMinutes(5).minusSeconds(1));
    assertKnown(byJwt, token);
    assertThat(asked).isEqualTo(1);
    time.pass(Duration.ofSeconds(1));
    assertKnown(byJwt, token);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void tokenThatFailedIsNotRemembered() {
    String token = ISSUER.sign(claims("nbf", time.instant().getEpochSecond() + 60));
    assertThat(identify(byJwt, token)).isInstanceOf(Identity.Unknown.class);
    time.pass(Duration.ofSeconds(30));
    assertKnown(byJwt, token);
  }

  @Test
  void withoutKeysNobodyCanSay() {
    ByJwt way =
        new ByJwt(
            new TokenRules(CONFIG), (_, listener) -> listener.missing("gone"), work::add, time);
    assertThat(identify(way, ISSUER.sign(Issuer.claims(time.instant()))))
        .isEqualTo(new Identity.Unavailable("gone"));
    assertThat(identify(way, "garbage")).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void onlySoManyAreLookedAt() {
    String token = ISSUER.sign(Issuer.claims(time.instant()));
    Collections.nCopies(ByJwt.UNDER_WAY_MAX, token)
        .forEach(each -> byJwt.identify(bearer(each), told::add));
    assertThat(told).isEmpty();
    byJwt.identify(bearer(token), told::add);
    assertThat(told).containsExactly(new Identity.Unavailable("too many tokens to look at"));
    work.remove().run();
    byJwt.identify(bearer("other"), told::add);
    assertThat(told).hasSize(2);
  }

  @Test
  void workerThatStoppedLeavesNobodyWaiting() {
    ByJwt way =
        new ByJwt(
            new TokenRules(CONFIG),
            (_, _) -> {
              throw new AssertionError();
            },
            _ -> {
              throw new RejectedExecutionException();
            },
            time);
    assertThat(identify(way, "garbage"))
        .isEqualTo(new Identity.Unavailable("the gateway is stopping"));
  }
}
