package dev.headgate.upstream;

import dev.headgate.client.Causes;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Checks certificates as another trust manager does, and remembers why one was refused. The
 * handshake runs where its exceptions reach nobody; the operator needs the reason.
 */
final class RecordingTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager roots;
  private final Map<SSLEngine, String> refusals = Collections.synchronizedMap(new WeakHashMap<>());

  RecordingTrust(X509ExtendedTrustManager roots) {
    this.roots = roots;
  }

  /** Why that engine's peer was refused; null if it was not. */
  @Nullable String refusal(SSLEngine engine) {
    return refusals.get(engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      roots.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      refusals.put(engine, Causes.words(e));
      throw e;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    roots.checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    roots.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    roots.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    roots.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    roots.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return roots.getAcceptedIssuers();
  }
}
