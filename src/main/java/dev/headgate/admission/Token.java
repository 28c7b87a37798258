package dev.headgate.admission;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import dev.headgate.config.block.JwtAlgorithm;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A signed token (RFC 7519), of which nothing is proven yet. A key that stands in it, or to which
 * it points, is never looked at.
 *
 * @param algorithm how it says that it is signed
 * @param claims what it says
 */
record Token(JWSObject jws, JwtAlgorithm algorithm, Map<String, Object> claims) {
  /** What its parts are written in (RFC 7515 §2); the library skips whatever else there is. */
  private static final Pattern PARTS = Pattern.compile("[A-Za-z0-9_.-]+");

  /** Reads a token whose header is understood. */
  static Token parse(String text) throws RefusedTokenException {
    JWSObject jws;
    Map<String, Object> claims;
    if (!PARTS.matcher(text).matches()) {
      throw new RefusedTokenException("no signed token");
    }
    try {
      jws = JWSObject.parse(text);
      claims = jws.getPayload().toJSONObject();
    } catch (ParseException | RuntimeException _) {
      throw new RefusedTokenException("no signed token");
    }
    JWSHeader header = jws.getHeader();
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      throw new RefusedTokenException("a token with a header that is not understood");
    }
    JwtAlgorithm algorithm = algorithm(header.getAlgorithm().getName());
    if (algorithm == null) {
      throw new RefusedTokenException("a token signed in a way that none may be");
    }
    if (claims == null) {
      throw new RefusedTokenException("a token without claims");
    }
    return new Token(jws, algorithm, claims);
  }

  private static @Nullable JwtAlgorithm algorithm(String name) {
    return switch (name) {
      case "RS256" -> JwtAlgorithm.RS256;
      case "RS384" -> JwtAlgorithm.RS384;
      case "RS512" -> JwtAlgorithm.RS512;
      case "PS256" -> JwtAlgorithm.PS256;
      case "PS384" -> JwtAlgorithm.PS384;
      case "PS512" -> JwtAlgorithm.PS512;
      case "ES256" -> JwtAlgorithm.ES256;
      case "ES384" -> JwtAlgorithm.ES384;
      case "ES512" -> JwtAlgorithm.ES512;
      // RFC 8037 §3.1, and its new name of RFC 9864 §2.2.
      case "EdDSA", "Ed25519" -> JwtAlgorithm.EDDSA;
      default -> null;
    };
  }

  /** The id of the key that it says it is signed with. */
  @Nullable String keyId() {
    return jws.getHeader().getKeyID();
  }

  /** Checks that one of the keys signed it. */
  void checkSignature(IssuerKeys keys) throws RefusedTokenException {
    String id = keyId();
    List<JWK> fitting = keys.fitting(id, jws.getHeader().getAlgorithm());
    if (id != null && !keys.has(id)) {
      throw new RefusedTokenException("a token of an unknown key");
    }
    if (fitting.isEmpty()) {
      throw new RefusedTokenException("a token of a key that does not sign in its way");
    }
    if (id == null && fitting.size() > 1) {
      throw new RefusedTokenException("a token that does not say of which key it is");
    }
    if (fitting.stream().noneMatch(key -> Signature.holds(jws, key))) {
      throw new RefusedTokenException("a token whose signature does not hold");
    }
  }
}
