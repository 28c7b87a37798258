package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.headgate.testing.Issuer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Which of an issuer's keys are used, and for what. */
class IssuerKeysTest {
  private static IssuerKeys keys(JWK... keys) {
    return IssuerKeys.parse(new JWKSet(Arrays.asList(keys)).toString());
  }

  @Test
  void keyThatIsNotUnderstoodSpoilsNoOther() {
    String sound = new Issuer().jwks("P-256");
    String odd = sound.replace("[", "[{\"kty\":\"new\"},{\"kty\":\"RSA\",\"kid\":\"bad\"},");
    assertThat(IssuerKeys.parse(odd).has("P-256")).isTrue();
    assertThat(IssuerKeys.parse(odd).has("bad")).isFalse();
  }

  @Test
  void keyForAnotherUseIsNone() throws JOSEException {
    assertThat(keys(new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.ENCRYPTION).generate()).isEmpty())
        .isTrue();
    assertThat(keys(new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).generate()).isEmpty())
        .isFalse();
  }

  @Test
  void weakKeysAndSharedSecretsAreNone() throws JOSEException {
    assertThat(keys(new RSAKeyGenerator(1024, true).generate()).isEmpty()).isTrue();
    String secret = new OctetSequenceKeyGenerator(256).generate().toJSONString();
    assertThat(IssuerKeys.parse("{\"keys\":[" + secret + "]}").isEmpty()).isTrue();
  }

  @Test
  void keySignsInItsOwnWayOnly() throws JOSEException {
    IssuerKeys keys =
        keys(new RSAKeyGenerator(2048).keyID("a").algorithm(JWSAlgorithm.PS256).generate());
    assertThat(keys.fitting("a", JWSAlgorithm.PS256)).hasSize(1);
    assertThat(keys.fitting("a", JWSAlgorithm.RS256)).isEmpty();
  }
}
