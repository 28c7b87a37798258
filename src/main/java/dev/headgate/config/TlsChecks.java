package dev.headgate.config;

import java.security.GeneralSecurityException;
import javax.security.auth.x500.X500Principal;

/** What holds between certificates, their keys, and the routes that ask for a client's. */
final class TlsChecks {
  private static final String LISTEN = "listen.tls";
  private static final String CLIENT_CA = LISTEN + ".client_ca";

  private final Bindings bindings;
  private final Problems problems;

  TlsChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  /** Checks what the listener shows. */
  void run() {
    checkPair(LISTEN);
    for (int i = 0; i < bindings.items(LISTEN + ".more"); i++) {
      checkPair(Bindings.item(LISTEN + ".more", i));
    }
  }

  private void checkPair(String path) {
    CertificateFile certificate =
        bindings.value(path + ".certificate", CertificateFile.class).orElse(null);
    PrivateKeyFile key = bindings.value(path + ".key", PrivateKeyFile.class).orElse(null);
    if (certificate == null || key == null) {
      return;
    }
    try {
      key.keyOf(certificate.first());
    } catch (GeneralSecurityException _) {
      problems.add(
          bindings.at(path + ".key"),
          path + ".key",
          bindings.raw(path + ".key") + ", which is not the key of the first certificate",
          "the private key of the first certificate in " + bindings.raw(path + ".certificate"));
    }
  }

  /** Checks the way at that path, if it asks for a client's certificate. */
  void checkWay(String path) {
    String mtls = path + ".mtls";
    boolean asks =
        bindings.node(mtls) != null
            || bindings
                .value(path, AuthConfig.class)
                .filter(auth -> auth.use() == AuthWord.MTLS)
                .isPresent()
            || bindings
                .value(path, AuthWayConfig.class)
                .filter(way -> way.use() == AuthWayWord.MTLS)
                .isPresent();
    if (asks && bindings.node(path) != null && bindings.node(CLIENT_CA) == null) {
      problems.add(
          bindings.at(path),
          path,
          "mtls, without " + CLIENT_CA,
          "the file of those who sign the certificates of clients: " + CLIENT_CA);
    }
    checkSubjects(mtls + ".subjects");
  }

  private void checkSubjects(String path) {
    for (int i = 0; i < bindings.items(path); i++) {
      String item = Bindings.item(path, i);
      bindings
          .value(item, String.class)
          .filter(subject -> !isSubject(subject))
          .ifPresent(_ ->
              problems.add(
                  bindings.at(item),
                  item,
                  bindings.raw(item),
                  "a subject as RFC 2253 writes it, such as CN=app,O=Example"));
    }
  }

  private static boolean isSubject(String text) {
    try {
      return !new X500Principal(text).getName().isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
