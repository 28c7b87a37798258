package dev.headgate.admission;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The public keys of an issuer (RFC 7517 §5), as they were told once. */
final class IssuerKeys {
  /** No issuer has more. */
  static final int KEYS_MAX = 200;

  private static final int RSA_BITS_MIN = 2048;

  private final List<JWK> keys;

  private IssuerKeys(List<JWK> keys) {
    this.keys = List.copyOf(keys);
  }

  /** The keys of that set which can be used; none where it is no set. */
  static IssuerKeys parse(String text) {
    List<JWK> keys = new ArrayList<>();
    try {
      Map<String, Object>[] told =
          JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(text), "keys");
      for (int i = 0; told != null && i < Math.min(told.length, KEYS_MAX); i++) {
        parse(told[i]).filter(IssuerKeys::verifies).forEach(keys::add);
      }
    } catch (ParseException | RuntimeException _) {
      return new IssuerKeys(List.of());
    }
    return new IssuerKeys(keys);
  }

  /** One key that is not understood does not spoil the others (RFC 7517 §5). */
  private static Stream<JWK> parse(Map<String, Object> told) {
    try {
      return Stream.of(JWK.parse(told));
    } catch (ParseException | RuntimeException _) {
      return Stream.empty();
    }
  }

  private static boolean verifies(JWK key) {
    boolean isPublic =
        switch (key) {
          case RSAKey rsa -> rsa.size() >= RSA_BITS_MIN;
          case ECKey _, OctetKeyPair _ -> true;
          default -> false;
        };
    return isPublic
        && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY))
        && key.getKeyRevocation() == null;
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether there is one of that id. */
  boolean has(String id) {
    return keys.stream().anyMatch(key -> id.equals(key.getKeyID()));
  }

  /**
   * Those that sign in that way.
   *
   * @param id theirs; null: whatever it is
   */
  List<JWK> fitting(@Nullable String id, JWSAlgorithm algorithm) {
    return keys.stream()
        .filter(key -> id == null || id.equals(key.getKeyID()))
        .filter(key -> fits(key, algorithm))
        .toList();
  }

  private static boolean fits(JWK key, JWSAlgorithm algorithm) {
    if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
      return false;
    }
    return switch (key) {
      case RSAKey _ -> JWSAlgorithm.Family.RSA.contains(algorithm);
      case ECKey ec ->
          JWSAlgorithm.Family.EC.contains(algorithm)
              && Curve.forJWSAlgorithm(algorithm).contains(ec.getCurve());
      case OctetKeyPair pair ->
          JWSAlgorithm.Family.ED.contains(algorithm) && pair.getCurve().equals(Curve.Ed25519);
      default -> false;
    };
  }
}
