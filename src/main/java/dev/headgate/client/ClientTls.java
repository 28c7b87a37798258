package dev.headgate.client;

import dev.headgate.config.block.TlsConfig;
import dev.headgate.config.value.CertificateFile;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.ssl.SslConnection;

/**
 * TLS towards clients. What they are shown can be replaced while connections stand: each handshake
 * takes what there is when it begins.
 */
public final class ClientTls implements AutoCloseable {
  /** How many handshakes wait for a thread; a client that is one too many is let go. */
  static final int HANDSHAKES_WAITING_MAX = 8192;

  /** How long a client that comes again may leave out half of its handshake. */
  private static final int SESSION_SECONDS_MAX = 3600;

  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  /** Each with forward secrecy and authenticated encryption, in our order of preference. */
  private static final String[] SUITES = {
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
  };

  /**
   * Without finite fields: a client could have us compute in large ones at no cost of its own. With
   * TLS 1.2 a certificate's own curve has to be among them.
   */
  private static final String[] GROUPS = {"x25519", "secp256r1", "secp384r1", "secp521r1"};

  private static final String[] PROTOCOLS = {"h2", "http/1.1"};

  static {
    // A client that begins its handshake anew, again and again, costs more than it pays.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private final ByteBufferPool buffers;
  private final ExecutorService handshakes;
  private volatile Shown shown;

  private record Shown(TlsConfig config, UndertowXnioSsl ssl, SSLParameters parameters) {}

  /** TLS as that block says. */
  public ClientTls(TlsConfig config, ByteBufferPool buffers) {
    this.buffers = buffers;
    int threads = Runtime.getRuntime().availableProcessors();
    this.handshakes =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(HANDSHAKES_WAITING_MAX),
            Thread.ofPlatform().daemon().name("handshake-", 0).factory());
    this.shown = shown(config);
  }

  /** From now on handshakes go as that block says. */
  public void replace(TlsConfig config) {
    if (!config.equals(shown.config)) {
      shown = shown(config);
    }
  }

  private Shown shown(TlsConfig config) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new ShownCertificates(config.pairs())},
          trusting(config.clientCa()),
          null);
      context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS_MAX);
      SSLParameters parameters = new SSLParameters(SUITES, VERSIONS);
      parameters.setUseCipherSuitesOrder(true);
      parameters.setNamedGroups(GROUPS);
      parameters.setApplicationProtocols(PROTOCOLS);
      // Routes say who needs one.
      parameters.setWantClientAuth(config.clientCa() != null);
      return new Shown(
          config,
          new UndertowXnioSsl(Xnio.getInstance(), OptionMap.EMPTY, buffers, context, handshakes),
          parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trusting(@Nullable CertificateFile signers)
      throws GeneralSecurityException {
    if (signers == null) {
      return new TrustManager[0];
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(signers.asRoots());
    return factory.getTrustManagers();
  }

  /** Puts TLS on a client's connection, whose handshake has not begun. */
  SslConnection wrap(StreamConnection client) {
    Shown now = shown;
    SslConnection secured = now.ssl.wrapExistingConnection(client, OptionMap.EMPTY, false);
    UndertowXnioSsl.getSslEngine(secured).setSSLParameters(now.parameters);
    // Where a handshake fails, Undertow closes only what is below.
    client.setCloseListener(_ -> IoUtils.safeClose(secured));
    return secured;
  }

  @Override
  public void close() {
    handshakes.shutdownNow();
  }
}
