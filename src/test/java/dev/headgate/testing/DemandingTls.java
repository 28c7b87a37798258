package dev.headgate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An upstream's side of TLS that demands a certificate, and keeps who showed one. */
public final class DemandingTls extends ServerSocketFactory {
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final SSLContext context;
  private final String version;

  private DemandingTls(SSLContext context, String version) {
    this.context = context;
    this.version = version;
  }

  /**
   * Shows one certificate, and wants another.
   *
   * @param clientRoot who has to have signed it
   * @param version such as {@code TLSv1.3}
   */
  public static DemandingTls of(HeldCertificate shown, HeldCertificate clientRoot, String version) {
    HandshakeCertificates held =
        new HandshakeCertificates.Builder()
            .heldCertificate(shown)
            .addTrustedCertificate(clientRoot.certificate())
            .build();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      DemandingTls tls = new DemandingTls(context, version);
      context.init(
          new KeyManager[] {held.keyManager()},
          new TrustManager[] {tls.new Watching(held.trustManager())},
          null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private final class Watching implements X509TrustManager {
    private final X509TrustManager roots;

    Watching(X509TrustManager roots) {
      this.roots = roots;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      roots.checkClientTrusted(chain, authType);
      seen.add(chain[0].getSubjectX500Principal().getName());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("this is the server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return roots.getAcceptedIssuers();
    }
  }

  /** Whose certificate was shown next and held. */
  public String next() {
    try {
      String subject = seen.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
      return assertThat(subject).as("a client's certificate").isNotNull().actual();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private ServerSocket demanding(ServerSocket socket) {
    SSLServerSocket secured = (SSLServerSocket) socket;
    secured.setNeedClientAuth(true);
    secured.setEnabledProtocols(new String[] {version});
    return secured;
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    return demanding(context.getServerSocketFactory().createServerSocket(port));
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog) throws IOException {
    return demanding(context.getServerSocketFactory().createServerSocket(port, backlog));
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
      throws IOException {
    return demanding(context.getServerSocketFactory().createServerSocket(port, backlog, address));
  }
}
