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
 * One of {@code auth.any}. Just one way is given; a bare word is {@code use}.
 *
 * @param use whoever has one of {@code keys}, or shows a certificate
 * @param keys the names of those that may
 * @param mtls whoever shows one of these certificates; null: nobody
 * @param jwt whoever has a token of an issuer
 * @param forward the service that is asked; null: none
 * @param basic the users and passwords that hold; null: none
 */
@ExactlyOne({"use", "keys", "mtls", "jwt", "forward", "basic"})
@ShortForm("use")
public record AuthWayConfig(
    @Doc("keys: whoever has one of keys; mtls: whoever shows a certificate.")
        @Nullable AuthWayWord use,
    @Doc("Whoever has one of these of keys, by name.") @AtLeastOne @Text(TextRule.NAME)
        List<String> keys,
    @Doc("Whoever shows one of these certificates.") @Nullable MtlsConfig mtls,
    @Doc("Whoever has a token that an issuer signed.") @Nullable JwtConfig jwt,
    @Doc("Whomever a service admits, which is asked for each request.")
        @Nullable ForwardConfig forward,
    @Doc("Whoever has a user's password.") @Nullable BasicConfig basic) {
  /** Copies the list. */
  public AuthWayConfig {
    keys = List.copyOf(keys);
  }

  /** The same way, as {@code auth} has it where it is the only one. */
  public AuthConfig alone() {
    AuthWord word = use == null ? null : AuthWord.valueOf(use.name());
    return new AuthConfig(word, keys, mtls, jwt, forward, basic, List.of());
  }
}
