package dev.headgate.admission;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** One name that a certificate gives its holder (RFC 5280 §4.2.1.6). */
record CertificateName(Kind kind, String text) {
  /** What such a name is. */
  enum Kind {
    URI,
    DNS,
    EMAIL,
    /** Of the subject: it counts only where there is no other. */
    COMMON
  }

  /** By the tag of a name in a certificate. */
  private static final Map<Integer, Kind> KINDS = Map.of(1, Kind.EMAIL, 2, Kind.DNS, 6, Kind.URI);

  /** Only the case of DNS names means nothing. */
  CertificateName {
    text = kind == Kind.DNS ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** Whatever that text may be. */
  static List<CertificateName> allOf(String text) {
    return Arrays.stream(Kind.values()).map(kind -> new CertificateName(kind, text)).toList();
  }

  /** Those of that certificate, the one that says most first; none where it has none. */
  static List<CertificateName> of(X509Certificate certificate) {
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      List<CertificateName> names = alternatives == null ? List.of() : known(alternatives);
      return names.isEmpty() ? common(certificate.getSubjectX500Principal().getName()) : names;
    } catch (CertificateParsingException | InvalidNameException _) {
      return List.of();
    }
  }

  private static List<CertificateName> known(Collection<List<?>> alternatives) {
    List<CertificateName> names = new ArrayList<>();
    for (List<?> name : alternatives) {
      Kind kind = name.getFirst() instanceof Integer tag ? KINDS.get(tag) : null;
      if (kind != null) {
        names.add(new CertificateName(kind, name.getLast().toString()));
      }
    }
    names.sort(Comparator.comparing(CertificateName::kind));
    return names;
  }

  private static List<CertificateName> common(String subject) throws InvalidNameException {
    return new LdapName(subject)
        .getRdns().reversed().stream()
            .filter(part -> part.getType().equalsIgnoreCase("CN"))
            .map(Rdn::getValue)
            .filter(String.class::isInstance)
            .limit(1)
            .map(value -> new CertificateName(Kind.COMMON, value.toString()))
            .toList();
  }
}
