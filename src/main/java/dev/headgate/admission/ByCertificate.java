package dev.headgate.admission;

import dev.headgate.config.block.MtlsConfig;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Whoever shows a certificate; that it holds was found out in the handshake. */
final class ByCertificate implements Authentication {
  private final boolean admitsAll;
  private final Set<CertificateName> names = new HashSet<>();
  private final Set<X500Principal> subjects = new HashSet<>();

  /** Whoever shows one of those certificates; null: any that holds. */
  ByCertificate(@Nullable MtlsConfig config) {
    this.admitsAll = config == null;
    if (config != null) {
      config.names().forEach(name -> names.addAll(CertificateName.allOf(name)));
      config.subjects().forEach(subject -> subjects.add(new X500Principal(subject)));
    }
  }

  @Override
  public void identify(Credentials credentials, Consumer<Identity> then) {
    X509Certificate certificate = credentials.certificate().get();
    then.accept(
        certificate == null
            ? new Identity.Unknown("no client certificate")
            : identify(certificate));
  }

  private Identity identify(X509Certificate certificate) {
    List<CertificateName> told = CertificateName.of(certificate);
    X500Principal subject = certificate.getSubjectX500Principal();
    String name = told.isEmpty() ? subject.getName() : told.getFirst().text();
    Caller caller = new Caller(ShareName.of(name), Map.of());
    return admitsAll || subjects.contains(subject) || told.stream().anyMatch(names::contains)
        ? new Identity.Known(caller)
        : new Identity.Forbidden(caller, "the route does not admit " + name);
  }

  /** No scheme of RFC 9110 is about certificates; a 401 has this field nevertheless. */
  @Override
  public String challenge() {
    return "ClientCertificate realm=\"headgate\"";
  }
}
