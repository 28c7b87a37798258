package dev.headgate.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A root that a gateway trusts, and what an upstream shows. */
public final class Certificates {
  private final HeldCertificate root =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("root").build();
  private final HeldCertificate shown;

  private Certificates(String name) {
    shown =
        new HeldCertificate.Builder()
            .commonName("upstream")
            .addSubjectAlternativeName(name)
            .signedBy(root)
            .build();
  }

  /** A new root, and a certificate for localhost. */
  public static Certificates forLocalhost() {
    return new Certificates("localhost");
  }

  /** A new root, and a certificate for that name. */
  public static Certificates of(String name) {
    return new Certificates(name);
  }

  /** The root, as a file in PEM has it. */
  public String rootPem() {
    return root.certificatePem();
  }

  /** What the upstream listens on. */
  public ServerSocketFactory sockets() {
    return new HandshakeCertificates.Builder()
        .heldCertificate(shown)
        .build()
        .sslContext()
        .getServerSocketFactory();
  }

  /** The same for an upstream that speaks those protocols, by their names of ALPN. */
  public ServerSocketFactory sockets(String... protocols) {
    ServerSocketFactory sockets = sockets();
    return new ServerSocketFactory() {
      @Override
      public ServerSocket createServerSocket(int port) throws IOException {
        return speaking(sockets.createServerSocket(port));
      }

      @Override
      public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return speaking(sockets.createServerSocket(port, backlog));
      }

      @Override
      public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
          throws IOException {
        return speaking(sockets.createServerSocket(port, backlog, address));
      }

      private ServerSocket speaking(ServerSocket socket) {
        SSLServerSocket secured = (SSLServerSocket) socket;
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        secured.setSSLParameters(parameters);
        return socket;
      }
    };
  }

  /** A gateway that trusts the root, with one route for everything to that port, over TLS. */
  public GatewayFixture gatewayBefore(int upstreamPort) {
    return gatewayBefore(upstreamPort, "http1");
  }

  /** The same, which speaks that protocol. */
  public GatewayFixture gatewayBefore(int upstreamPort, String protocol) {
    return GatewayFixture.start(
        GatewayFixture.yamlSpeaking(protocol, upstreamPort)
            .replace("http://127.0.0.1", "https://localhost"),
        roots());
  }

  /** The root, for a gateway that trusts it. */
  public KeyStore roots() {
    try {
      KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
      roots.load(null, null);
      roots.setCertificateEntry("root", root.certificate());
      return roots;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
