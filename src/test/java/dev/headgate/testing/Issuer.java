package dev.headgate.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Signs tokens, with one key for each family of algorithms, each named for what it is. */
public final class Issuer {
  /** What its tokens say of it. */
  public static final String NAME = "https://login.example.com";

  /** Whom its tokens are for. */
  public static final String AUDIENCE = "gateway";

  private static final int RSA_BITS = 2048;
  private static final int ED25519_BYTES = 32;
  private static final long LIFE_SECONDS = 600;

  private final Map<String, JWK> keys = new LinkedHashMap<>();
  private final KeyPair ed25519;

  /** One with new keys. */
  public Issuer() {
    try {
      ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = ed25519.getPublic().getEncoded();
      byte[] x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
      keys.put("rsa", new RSAKeyGenerator(RSA_BITS).keyID("rsa").generate());
      for (Curve curve : List.of(Curve.P_256, Curve.P_384, Curve.P_521)) {
        keys.put(curve.getName(), new ECKeyGenerator(curve).keyID(curve.getName()).generate());
      }
      keys.put(
          "ed", new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID("ed").build());
    } catch (GeneralSecurityException | JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** What it shows of its keys. */
  public String jwks() {
    return new JWKSet(List.copyOf(keys.values())).toString();
  }

  /** What it shows of one of its keys. */
  public String jwks(String id) {
    return new JWKSet(key(id)).toString();
  }

  /** One of its keys. */
  public JWK key(String id) {
    return Objects.requireNonNull(keys.get(id), id);
  }

  /** Sound claims, to be changed. */
  public static Map<String, Object> claims(Instant now) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", NAME);
    claims.put("aud", AUDIENCE);
    claims.put("sub", "ada");
    claims.put("exp", now.getEpochSecond() + LIFE_SECONDS);
    return claims;
  }

  /** The id of the key that signs in that way. */
  public static String keyFor(JWSAlgorithm algorithm) {
    if (JWSAlgorithm.Family.RSA.contains(algorithm)) {
      return "rsa";
    }
    return JWSAlgorithm.Family.EC.contains(algorithm)
        ? Curve.forJWSAlgorithm(algorithm).iterator().next().getName()
        : "ed";
  }

  /** A token with those claims. */
  public String sign(Map<String, Object> claims) {
    return sign(JWSAlgorithm.ES256, claims);
  }

  /** A token with those claims, signed in that way. */
  public String sign(JWSAlgorithm algorithm, Map<String, Object> claims) {
    return sign(
        new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(keyFor(algorithm)).build(),
        claims);
  }

  /** A token with that header, signed by the key that fits its algorithm. */
  public String sign(JWSHeader header, Map<String, Object> claims) {
    JWSObject token = new JWSObject(header, new Payload(claims));
    try {
      switch (key(keyFor(header.getAlgorithm()))) {
        case RSAKey rsa -> token.sign(new RSASSASigner(rsa));
        case ECKey ec -> token.sign((JWSSigner) new ECDSASigner(ec));
        default -> {
          return signByEd25519(token);
        }
      }
    } catch (GeneralSecurityException | JOSEException e) {
      throw new AssertionError(e);
    }
    return token.serialize();
  }

  private String signByEd25519(JWSObject token) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(ed25519.getPrivate());
    signature.update(token.getSigningInput());
    return token.getHeader().toBase64URL()
        + "."
        + token.getPayload().toBase64URL()
        + "."
        + Base64URL.encode(signature.sign());
  }
}
