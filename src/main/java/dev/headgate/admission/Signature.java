package dev.headgate.admission;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Whether a token was signed with a key. Takes up to some hundred microseconds. */
final class Signature {
  private static final String ED25519 = "Ed25519";

  /** What stands before the 32 bytes of a key (RFC 8410 §4). */
  private static final String ED25519_FRONT = "302a300506032b6570032100";

  private Signature() {}

  /** Whether that key signed it. */
  static boolean holds(JWSObject token, JWK key) {
    try {
      return switch (key) {
        case RSAKey rsa -> token.verify(new RSASSAVerifier(rsa));
        case ECKey ec -> token.verify(new ECDSAVerifier(ec));
        case OctetKeyPair pair -> holdsByEd25519(token, pair);
        default -> false;
      };
    } catch (JOSEException | GeneralSecurityException | RuntimeException _) {
      return false;
    }
  }

  /** By Java itself; the library would need another one for it. */
  private static boolean holdsByEd25519(JWSObject token, OctetKeyPair pair)
      throws GeneralSecurityException {
    String encoded = ED25519_FRONT + HexFormat.of().formatHex(pair.getDecodedX());
    PublicKey key =
        KeyFactory.getInstance(ED25519)
            .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded)));
    java.security.Signature signature = java.security.Signature.getInstance(ED25519);
    signature.initVerify(key);
    signature.update(token.getSigningInput());
    return signature.verify(token.getSignature().decode());
  }
}
