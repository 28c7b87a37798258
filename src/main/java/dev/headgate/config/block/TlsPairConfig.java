package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.value.CertificateFile;
import dev.headgate.config.value.PrivateKeyFile;

/**
 * One of {@code listen.tls.more}.
 *
 * @param certificate what clients are shown
 * @param key the private key of it
 */
public record TlsPairConfig(
    @Doc("A certificate and those that vouch for it, a file in PEM.") CertificateFile certificate,
    @Doc("The certificate's private key, a file in PEM without a passphrase.")
        PrivateKeyFile key) {}
