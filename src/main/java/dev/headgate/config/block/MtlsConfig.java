package dev.headgate.config.block;

import dev.headgate.config.binding.AtLeastOne;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.ExactlyOne;
import java.util.List;

/**
 * {@code auth.mtls}: whoever shows a certificate that {@code listen.tls.client_ca} signed. Just one
 * way to choose among them is given.
 *
 * @param names the names in certificates that may
 * @param subjects the subjects of certificates that may
 */
@ExactlyOne({"names", "subjects"})
public record MtlsConfig(
    @Doc("Names of certificates: DNS names, URIs and e-mail addresses; without any, the CN.")
        @AtLeastOne
        List<String> names,
    @Doc("Subjects of certificates as RFC 2253 writes them, such as CN=app,O=Example.") @AtLeastOne
        List<String> subjects) {
  /** Copies the lists. */
  public MtlsConfig {
    names = List.copyOf(names);
    subjects = List.copyOf(subjects);
  }
}
