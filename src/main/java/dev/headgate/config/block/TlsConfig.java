package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.value.CertificateFile;
import dev.headgate.config.value.PrivateKeyFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code listen.tls}: TLS towards clients.
 *
 * @param certificate what clients are shown that ask for no name of {@code more}
 * @param key the private key of it
 * @param more what clients are shown that ask for a name of it
 * @param clientCa whose certificates clients may show; null: they are asked for none
 */
public record TlsConfig(
    @Doc("The certificate that clients are shown and those that vouch for it, a file in PEM.")
        CertificateFile certificate,
    @Doc("The certificate's private key, a file in PEM without a passphrase.") PrivateKeyFile key,
    @Doc("More certificates, each for the clients that ask for a name of it.")
        List<TlsPairConfig> more,
    @Doc("Whose certificates clients may show, a file in PEM; without it, they are asked for none.")
        @Nullable CertificateFile clientCa) {
  /** Copies the list. */
  public TlsConfig {
    more = List.copyOf(more);
  }

  /** All that clients may be shown; the first where no name tells. */
  public List<TlsPairConfig> pairs() {
    List<TlsPairConfig> pairs = new ArrayList<>();
    pairs.add(new TlsPairConfig(certificate, key));
    pairs.addAll(more);
    return pairs;
  }
}
