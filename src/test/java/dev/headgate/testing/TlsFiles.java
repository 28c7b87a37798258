package dev.headgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** Certificates of a gateway and of its clients, in files, and clients that trust them. */
public final class TlsFiles {
  /** The name that the second certificate is for. */
  public static final String OTHER_NAME = "other.example";

  private static final HeldCertificate ROOT = authority("root");
  private static final HeldCertificate CLIENT_ROOT = authority("clients");
  private static final HeldCertificate SHOWN =
      signed("gateway").addSubjectAlternativeName("localhost").build();
  private static final HeldCertificate OTHER =
      signed("other").addSubjectAlternativeName(OTHER_NAME).rsa2048().build();

  private final Path folder;

  private TlsFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes them there. */
  public static TlsFiles in(Path folder) {
    TlsFiles files = new TlsFiles(folder);
    files.write("tls.crt", SHOWN.certificatePem());
    files.write("tls.key", SHOWN.privateKeyPkcs8Pem());
    files.write("other.crt", OTHER.certificatePem());
    files.write("other.key", OTHER.privateKeyPkcs1Pem());
    files.write("clients.crt", CLIENT_ROOT.certificatePem());
    return files;
  }

  /** Somebody who signs certificates. */
  public static HeldCertificate authority(String name) {
    return new HeldCertificate.Builder().certificateAuthority(0).commonName(name).build();
  }

  private static HeldCertificate.Builder signed(String name) {
    return new HeldCertificate.Builder().commonName(name).signedBy(ROOT);
  }

  /** A certificate that the gateway's {@code client_ca} signed. */
  public HeldCertificate.Builder client(String name) {
    return new HeldCertificate.Builder().commonName(name).signedBy(CLIENT_ROOT);
  }

  /** Writes a file beside the others. */
  public void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A gateway that asks for clients' certificates, with one route for everything to that port. */
  public GatewayFixture before(int upstreamPort, String... routeKeys) {
    return GatewayFixture.start(yaml(upstreamPort, routeKeys));
  }

  /** The file of such a gateway. */
  public String yaml(int upstreamPort, String... routeKeys) {
    return GatewayFixture.yaml(upstreamPort, routeKeys)
        .replace(
            "\"127.0.0.1:0\"",
            "\"127.0.0.1:0\", tls: { certificate: '%1$s/tls.crt', key: '%1$s/tls.key',"
                    .formatted(folder)
                + " client_ca: '%1$s/clients.crt',".formatted(folder)
                + " more: [{ certificate: '%1$s/other.crt', key: '%1$s/other.key' }] }"
                    .formatted(folder));
  }

  /** What a client trusts, and shows. */
  public HandshakeCertificates trust(@Nullable HeldCertificate client) {
    HandshakeCertificates.Builder certificates =
        new HandshakeCertificates.Builder().addTrustedCertificate(ROOT.certificate());
    return client == null ? certificates.build() : certificates.heldCertificate(client).build();
  }

  /** Connects, and speaks TLS. */
  public RawConnection connect(int port) {
    return connect(port, null);
  }

  /** Connects, and shows a certificate. */
  public RawConnection connect(int port, @Nullable HeldCertificate client) {
    try {
      Socket below = new Socket(InetAddress.getLoopbackAddress(), port);
      return new RawConnection(below, secure(below, client, new SSLParameters()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects for HTTP/2. */
  public RawHttp2 connectHttp2(int port) {
    return RawHttp2.on(connectOffering(port, "h2"));
  }

  /** Connects, and offers to speak those protocols. */
  public RawConnection connectOffering(int port, String... protocols) {
    try {
      Socket below = new Socket(InetAddress.getLoopbackAddress(), port);
      SSLParameters parameters = new SSLParameters();
      parameters.setApplicationProtocols(protocols);
      return new RawConnection(below, secure(below, null, parameters));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shakes hands as those parameters say, and by that name. */
  public SSLSocket shake(int port, SSLParameters parameters, String name) throws IOException {
    parameters.setServerNames(List.of(new SNIHostName(name)));
    Socket below = new Socket(InetAddress.getLoopbackAddress(), port);
    return secure(below, null, parameters);
  }

  private SSLSocket secure(Socket below, @Nullable HeldCertificate client, SSLParameters parameters)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trust(client)
                .sslSocketFactory()
                .createSocket(below, "localhost", below.getPort(), true);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
