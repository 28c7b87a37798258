package dev.headgate.config.value;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a PEM file of certificates says.
 *
 * @param certificates in the file's order; at least one
 */
public record CertificateFile(List<X509Certificate> certificates) {
  private static final String LABEL = "CERTIFICATE";

  /** Copies the list. */
  public CertificateFile {
    certificates = List.copyOf(certificates);
  }

  /** The one that the others vouch for. */
  public X509Certificate first() {
    return certificates.getFirst();
  }

  /** The same for Java, which trusts whoever is in it. */
  public KeyStore asRoots() {
    try {
      KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
      roots.load(null, null);
      for (X509Certificate certificate : certificates) {
        roots.setCertificateEntry("root-" + roots.size(), certificate);
      }
      return roots;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("certificates cannot be kept: " + e.getMessage(), e);
    }
  }

  /** Whom the first names and until when it holds, and how many more there are. */
  @Override
  public String toString() {
    String more = certificates.size() == 1 ? "" : " and " + (certificates.size() - 1) + " more";
    return first().getSubjectX500Principal().getName()
        + " until "
        + first().getNotAfter().toInstant()
        + more;
  }

  /** Reads the text of such a file. */
  public static CertificateFile parse(String text) throws Rejection {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem block : Pem.read(text)) {
      if (block.label().equals(LABEL)) {
        certificates.add(certificate(block.der()));
      }
    }
    if (certificates.isEmpty()) {
      throw new Rejection("a file in PEM with BEGIN CERTIFICATE", null);
    }
    return new CertificateFile(certificates);
  }

  private static X509Certificate certificate(byte[] der) throws Rejection {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException _) {
      throw new Rejection("an X.509 certificate in each BEGIN CERTIFICATE of that file", null);
    }
  }
}
