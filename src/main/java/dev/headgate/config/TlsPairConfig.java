package dev.headgate.config;

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
