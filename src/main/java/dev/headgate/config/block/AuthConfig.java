package dev.headgate.config.block;

import dev.headgate.config.binding.AtLeastOne;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.ExactlyOne;
import dev.headgate.config.binding.ShortForm;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code auth}: who may call. Just one way is given; a bare word is {@code use}.
 *
 * @param use everyone, whoever has one of {@code keys}, or whoever shows a certificate
 * @param keys the names of those that may
 * @param mtls whoever shows one of these certificates; null: nobody
 * @param jwt whoever has a token of an issuer; null: nobody
 * @param forward the service that is asked; null: none
 * @param basic the users and passwords that hold; null: none
 * @param any ways of which one must hold, the first that does
 */
@ExactlyOne({"use", "keys", "mtls", "jwt", "forward", "basic", "any"})
@ShortForm("use")
public record AuthConfig(
    @Doc("none: everyone; keys: whoever has one of keys; mtls: whoever shows a certificate.")
        @Nullable AuthWord use,
    @Doc("Whoever has one of these of keys, by name.") @AtLeastOne @Text(TextRule.NAME)
        List<String> keys,
    @Doc("Whoever shows one of these certificates.") @Nullable MtlsConfig mtls,
    @Doc("Whoever has a token that an issuer signed.") @Nullable JwtConfig jwt,
    @Doc("Whomever a service admits, which is asked for each request.")
        @Nullable ForwardConfig forward,
    @Doc("Whoever has a user's password.") @Nullable BasicConfig basic,
    @Doc("Ways of which one must hold.") @AtLeastOne List<AuthWayConfig> any) {
  /** Everyone: a choice that one can see. */
  public static final AuthConfig NONE =
      new AuthConfig(AuthWord.NONE, List.of(), null, null, null, null, List.of());

  /** Copies the lists. */
  public AuthConfig {
    keys = List.copyOf(keys);
    any = List.copyOf(any);
  }
}
