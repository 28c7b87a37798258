package dev.headgate.config.check;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.AuthWayConfig;
import dev.headgate.config.block.AuthWayWord;
import dev.headgate.config.block.AuthWord;
import dev.headgate.config.block.UpstreamConfig;
import dev.headgate.config.value.CertificateFile;
import dev.headgate.config.value.PrivateKeyFile;
import dev.headgate.config.value.UpstreamUrl;
import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.YamlNode;
import dev.headgate.time.TimeSource;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.security.auth.x500.X500Principal;

/** What holds between certificates, their keys, and the URLs and routes that ask for them. */
final class TlsChecks {
  private static final String LISTEN = "listen.tls";
  private static final String CLIENT_CA = LISTEN + ".client_ca";

  private final Bindings bindings;
  private final Problems problems;

  TlsChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  /** Checks what clients are shown, and what upstreams are. */
  void run() {
    checkPair(LISTEN);
    for (int i = 0; i < bindings.items(LISTEN + ".more"); i++) {
      checkPair(KeyPath.item(LISTEN + ".more", i));
    }
    for (YamlNode.Scalar upstream : bindings.keys("upstreams")) {
      checkUpstream(KeyPath.join("upstreams", upstream.text()));
    }
  }

  private void checkUpstream(String upstream) {
    String path = upstream + ".tls";
    if (bindings.node(path) == null) {
      return;
    }
    checkPair(path);
    checkBoth(path + ".certificate", path + ".key");
    checkBoth(path + ".key", path + ".certificate");
    bindings
        .value(upstream, UpstreamConfig.class)
        .filter(config -> config.targets().stream().noneMatch(UpstreamUrl::isTls))
        .ifPresent(_ ->
            problems.add(
                bindings.at(path),
                path,
                "tls, where no URL of the upstream is https",
                "a URL with https, or no tls"));
  }

  private void checkBoth(String given, String missing) {
    if (bindings.node(given) != null && bindings.node(missing) == null) {
      String name = missing.substring(missing.lastIndexOf('.') + 1);
      problems.add(
          bindings.at(given),
          given,
          bindings.raw(given) + ", without " + name,
          name + " beside it");
    }
  }

  private void checkPair(String path) {
    CertificateFile certificate =
        bindings.value(path + ".certificate", CertificateFile.class).orElse(null);
    PrivateKeyFile key = bindings.value(path + ".key", PrivateKeyFile.class).orElse(null);
    if (certificate != null) {
      checkDates(path + ".certificate", certificate.first());
    }
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

  private void checkDates(String path, X509Certificate certificate) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    Instant now = TimeSource.SYSTEM.instant();
    if (now.isBefore(from) || now.isAfter(to)) {
      problems.warn(
          bindings.at(path),
          path,
          "the certificate of %s, which holds from %s to %s"
              .formatted(certificate.getSubjectX500Principal().getName(), from, to),
          "one that holds now");
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
      String item = KeyPath.item(path, i);
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
