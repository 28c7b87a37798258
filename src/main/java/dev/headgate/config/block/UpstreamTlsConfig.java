package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.value.CertificateFile;
import dev.headgate.config.value.PrivateKeyFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code upstreams.NAME.tls}: how TLS is spoken with an upstream. {@code certificate} and {@code
 * key} are given both or neither.
 *
 * @param ca whose certificates it may show; null: those that the Java runtime trusts
 * @param certificate what it is shown where it asks for one; null: nothing
 * @param key the private key of that
 */
public record UpstreamTlsConfig(
    @Doc("Whose certificates it may show, a file in PEM; without it, whom the Java runtime trusts.")
        @Nullable CertificateFile ca,
    @Doc("The certificate that it is shown where it asks, and those that vouch for it; in PEM.")
        @Nullable CertificateFile certificate,
    @Doc("The certificate's private key, a file in PEM without a passphrase.")
        @Nullable PrivateKeyFile key) {
  /** The built-in trust, and no certificate. */
  public static final UpstreamTlsConfig BUILT_IN = new UpstreamTlsConfig(null, null, null);
}
