package dev.headgate.upstream;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates servers may show to the gateway. */
public final class TrustedRoots {
  private TrustedRoots() {}

  /**
   * Trusts what those signed.
   *
   * @param roots the trusted certificates; null for the Java runtime's own
   */
  public static X509ExtendedTrustManager trusting(@Nullable KeyStore roots) {
    return new LazyTrust(() -> read(roots));
  }

  private static X509ExtendedTrustManager read(@Nullable KeyStore roots) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(roots);
      return (X509ExtendedTrustManager)
          Arrays.stream(factory.getTrustManagers()).findFirst().orElseThrow();
    } catch (GeneralSecurityException e) {
      throw noTls(e);
    }
  }

  /** TLS for clients that trust so. */
  public static SSLContext context(X509ExtendedTrustManager trust, KeyManager... shown) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw noTls(e);
    }
  }

  private static IllegalStateException noTls(GeneralSecurityException why) {
    return new IllegalStateException("this Java runtime has no TLS", why);
  }
}
