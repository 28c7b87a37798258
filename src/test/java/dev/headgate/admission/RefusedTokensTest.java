package dev.headgate.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import dev.headgate.config.block.JwtAlgorithm;
import dev.headgate.config.block.JwtConfig;
import dev.headgate.testing.FakeTime;
import dev.headgate.testing.Issuer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that do not hold. */
class RefusedTokensTest {
  private static final Issuer ISSUER = new Issuer();
  private static final Issuer FORGER = new Issuer();
  private static final JWSAlgorithm ES256 = JWSAlgorithm.ES256;
  private static final JwtConfig CONFIG = ByJwtTest.config(List.of(), Map.of());

  private final FakeTime time = new FakeTime();
  private final Map<String, Object> claims = Issuer.claims(time.instant());
  private final long now = time.instant().getEpochSecond();

  private Identity identify(JwtConfig config, Credentials credentials) {
    List<Identity> told = new ArrayList<>();
    new ByJwt(
            new TokenRules(config),
            (_, listener) -> listener.found(IssuerKeys.parse(ISSUER.jwks())),
            Runnable::run,
            time)
        .identify(credentials, told::add);
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  private void assertRefused(String token, String detail) {
    assertRefused(CONFIG, token, detail);
  }

  private void assertRefused(JwtConfig config, String token, String detail) {
    assertThat(identify(config, ByJwtTest.bearer(token))).isEqualTo(new Identity.Unknown(detail));
  }

  private void assertRefusedWith(String claim, Object value, String detail) {
    claims.put(claim, value);
    assertRefused(ISSUER.sign(claims), detail);
    claims.putAll(Issuer.claims(time.instant()));
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(ES256).keyID("P-256");
  }

  @Test
  void soundTokenHolds() {
    assertThat(identify(CONFIG, ByJwtTest.bearer(ISSUER.sign(claims))))
        .isInstanceOf(Identity.Known.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "a.b.c",
        "..",
        "a.b",
        "e30.e30.e30",
        "{}",
        "....",
        "a.b.c.d.e",
        "\"",
        "é"
      })
  void garbageIsNoToken(String token) {
    assertRefused(token, "no signed token");
  }

  /** RFC 7515 §2: no padding, no line breaks, no blanks, no other characters. */
  @ParameterizedTest
  @ValueSource(strings = {"=", "!", "\n", " ", "+", "/", "\u00e9"})
  void tokenWithOtherCharactersIsNone(String odd) {
    String[] parts = ISSUER.sign(claims).split("\\.");
    for (int i = 0; i < parts.length; i++) {
      String[] with = parts.clone();
      with[i] = parts[i].substring(0, 2) + odd + parts[i].substring(2);
      assertRefused(String.join(".", with), "no signed token");
    }
    assertRefused(String.join(".", parts) + "==", "no signed token");
  }

  @Test
  void deepNestingIsNoToken() {
    String deep = Base64URL.encode("{\"a\":" + "[".repeat(9000)).toString();
    assertRefused(deep + ".e30.e30", "no signed token");
    String payload = Base64URL.encode("{\"a\":" + "[".repeat(8000)).toString();
    assertRefused(
        header().build().toBase64URL() + "." + payload + ".e30", "a token without claims");
  }

  @Test
  void audienceWithNothingInItIsAnother() {
    List<Object> nothing = new ArrayList<>();
    nothing.add(null);
    assertRefusedWith("aud", nothing, "a token for another audience");
    assertRefusedWith("aud", List.of(nothing), "a token for another audience");
  }

  @Test
  void unsignedTokenIsNone() {
    for (String none : List.of("none", "None", "NONE")) {
      String front =
          Base64URL.encode("{\"alg\":\"" + none + "\",\"kid\":\"P-256\"}")
              + "."
              + new Payload(claims).toBase64URL()
              + ".";
      assertThat(identify(CONFIG, ByJwtTest.bearer(front))).isInstanceOf(Identity.Unknown.class);
      assertThat(identify(CONFIG, ByJwtTest.bearer(front + "e30")))
          .isInstanceOf(Identity.Unknown.class);
    }
  }

  @Test
  void publicKeyIsNoSharedSecret() throws JOSEException {
    for (byte[] secret :
        List.of(
            ISSUER.key("rsa").toRSAKey().toRSAPublicKey().getEncoded(),
            ISSUER.key("rsa").toPublicJWK().toJSONString().getBytes(UTF_8))) {
      JWSObject token =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), new Payload(claims));
      token.sign(new MACSigner(secret));
      assertRefused(token.serialize(), "a token signed in a way that none may be");
    }
  }

  @Test
  void otherWayOfSigningIsRefused() {
    JwtConfig config = ByJwtTest.config(List.of(JwtAlgorithm.RS256), Map.of());
    assertRefused(config, ISSUER.sign(claims), "a token signed in a way that none may be");
    assertThat(identify(config, ByJwtTest.bearer(ISSUER.sign(JWSAlgorithm.RS256, claims))))
        .isInstanceOf(Identity.Known.class);
  }

  @Test
  void keyMustBeOneOfTheIssuers() {
    assertRefused(ISSUER.sign(header().keyID("x").build(), claims), "a token of an unknown key");
    assertRefused(
        ISSUER.sign(header().keyID("rsa").build(), claims),
        "a token of a key that does not sign in its way");
    assertRefused(
        ISSUER.sign(header().keyID("P-384").build(), claims),
        "a token of a key that does not sign in its way");
  }

  @Test
  void keyThatStandsInTheTokenIsNotUsed() {
    String unknown = "a token of an unknown key";
    String forged = "a token whose signature does not hold";
    JWSHeader.Builder header = header().jwk(FORGER.key("P-256").toPublicJWK());
    assertRefused(FORGER.sign(header.build(), claims), forged);
    assertRefused(FORGER.sign(header.keyID("own").build(), claims), unknown);
    assertRefused(FORGER.sign(header.keyID(null).build(), claims), forged);
    URI there = URI.create("https://forger.example.com/keys");
    assertRefused(FORGER.sign(header().jwkURL(there).build(), claims), forged);
    assertRefused(FORGER.sign(header().x509CertURL(there).build(), claims), forged);
    List<Base64> chain = List.of(Base64.encode("certificate"));
    assertRefused(FORGER.sign(header().x509CertChain(chain).build(), claims), forged);
  }

  @Test
  void headerThatMustBeUnderstoodIsNot() {
    String detail = "a token with a header that is not understood";
    assertRefused(
        ISSUER.sign(header().criticalParams(Set.of("x")).customParam("x", "y").build(), claims),
        detail);
    assertRefused(
        ISSUER.sign(
            header().criticalParams(Set.of("b64")).base64URLEncodePayload(true).build(), claims),
        detail);
  }

  @Test
  void signatureMustHold() {
    String[] parts = ISSUER.sign(claims).split("\\.", -1);
    String detail = "a token whose signature does not hold";
    claims.put("sub", "eve");
    String payload = new Payload(claims).toBase64URL().toString();
    assertRefused(parts[0] + "." + payload + "." + parts[2], detail);
    String zeros = Base64URL.encode(new byte[64]).toString();
    assertRefused(parts[0] + "." + parts[1] + "." + zeros, detail);
    for (String algorithm : List.of("RS256", "PS512", "ES512", "EdDSA")) {
      assertRefused(FORGER.sign(JWSAlgorithm.parse(algorithm), claims), detail);
    }
  }

  @Test
  void tokenIsOfTheIssuerForTheAudience() {
    assertRefusedWith("iss", Issuer.NAME + "/", "a token of another issuer");
    assertRefusedWith("iss", List.of(Issuer.NAME), "a token of another issuer");
    assertRefusedWith("aud", "someone", "a token for another audience");
    assertRefusedWith("aud", List.of(), "a token for another audience");
    assertRefusedWith("aud", Map.of("gateway", 1), "a token for another audience");
    claims.remove("aud");
    assertRefused(ISSUER.sign(claims), "a token for another audience");
    claims.remove("iss");
    assertRefused(ISSUER.sign(claims), "a token of another issuer");
  }

  @Test
  void tokenHoldsInItsTimeOnly() {
    assertRefusedWith("exp", now - 30, "a token that is over");
    assertRefusedWith("exp", -1, "a token that is over");
    assertRefusedWith("exp", String.valueOf(now + 60), "a token without an end");
    claims.remove("exp");
    assertRefused(ISSUER.sign(claims), "a token without an end");
    claims.putAll(Issuer.claims(time.instant()));
    assertRefusedWith("nbf", now + 31, "a token that does not hold yet");
    claims.put("nbf", "yesterday");
    assertRefused(ISSUER.sign(claims), "a token that does not hold yet");
  }

  @Test
  void wantedClaimsMustBeThere() {
    JwtConfig config = ByJwtTest.config(List.of(), Map.of("role", "writer"));
    String detail = "a token without the claim role as it must be";
    assertRefused(config, ISSUER.sign(claims), detail);
    for (Object role : List.of("reader", "writers", List.of("reader"), Map.of("writer", 1))) {
      claims.put("role", role);
      assertRefused(config, ISSUER.sign(claims), detail);
    }
  }

  @Test
  void callerMustHaveAName() {
    String detail = "a token without a name in sub";
    assertRefusedWith("sub", "", detail);
    assertRefusedWith("sub", 7, detail);
    assertRefusedWith("sub", "x".repeat(TokenRules.VALUE_CHARS_MAX + 1), detail);
    claims.remove("sub");
    assertRefused(ISSUER.sign(claims), detail);
  }

  @Test
  void longTokenIsNotRead() {
    claims.put("x", "y".repeat(ByJwt.TOKEN_CHARS_MAX));
    assertRefused(ISSUER.sign(claims), "a token longer than any");
  }

  @Test
  void tokenStandsInAuthorizationOnly() {
    for (String field : List.of("X-Api-Key", "Cookie", "Proxy-Authorization")) {
      Credentials credentials = Sent.with(field, "Bearer " + ISSUER.sign(claims));
      assertThat(identify(CONFIG, credentials)).isEqualTo(new Identity.Unknown("no token"));
    }
  }
}
