package dev.headgate.upstream;

import dev.headgate.config.block.UpstreamTlsConfig;
import dev.headgate.config.value.CertificateFile;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.ssl.SslConnection;

/** TLS towards upstreams: the certificate must be trusted, and be for the target's host. */
public final class UpstreamTls {
  private final RecordingTrust trust;
  private final ClientCertificate shown;
  private final UndertowXnioSsl ssl;

  private UpstreamTls(RecordingTrust trust, ClientCertificate shown, UndertowXnioSsl ssl) {
    this.trust = trust;
    this.shown = shown;
    this.ssl = ssl;
  }

  /**
   * TLS as that block says.
   *
   * @param standard whom upstreams trust whose block names no roots
   * @param tasks runs the slow parts of a handshake, off the I/O threads
   */
  public static UpstreamTls of(
      UpstreamTlsConfig config,
      X509ExtendedTrustManager standard,
      ByteBufferPool buffers,
      Executor tasks) {
    CertificateFile ca = config.ca();
    RecordingTrust trust =
        new RecordingTrust(ca == null ? standard : TrustedRoots.trusting(ca.asRoots()));
    ClientCertificate shown = certificate(config);
    return new UpstreamTls(
        trust,
        shown,
        new UndertowXnioSsl(
            Xnio.getInstance(),
            OptionMap.EMPTY,
            buffers,
            TrustedRoots.context(trust, shown),
            tasks));
  }

  private static ClientCertificate certificate(UpstreamTlsConfig config) {
    try {
      return new ClientCertificate(config);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  /** Puts TLS on a connection to that target; its handshake has not begun. */
  SslConnection wrap(StreamConnection connection, Target target) {
    OptionMap options =
        OptionMap.builder()
            .set(UndertowOptions.ENDPOINT_IDENTIFICATION_ALGORITHM, "HTTPS")
            .set(Options.SSL_PEER_HOST_NAME, target.host())
            .set(Options.SSL_PEER_PORT, target.port())
            .getMap();
    return ssl.wrapExistingConnection(connection, options);
  }

  /** Why that connection's handshake failed, as far as is known. */
  String failure(SslConnection connection) {
    SSLEngine engine = UndertowXnioSsl.getSslEngine(connection);
    String refusal = trust.refusal(engine);
    return refusal == null
        ? "the TLS handshake failed" + reason(engine) + shown.answer(engine)
        : "certificate refused: " + refusal;
  }

  /**
   * Why a connection ended before its first byte: with TLS 1.3 an upstream refuses a certificate
   * when the handshake is over for whoever showed it. Null where TLS is not known to be the cause.
   *
   * @param failure what was thrown; null where the upstream just ended, as it seems to where it
   *     refuses while a body is written
   */
  @Nullable String failure(SslConnection connection, @Nullable IOException failure) {
    SSLEngine engine = UndertowXnioSsl.getSslEngine(connection);
    if (failure instanceof SSLException) {
      return "the upstream ended TLS: " + failure.getMessage() + shown.answer(engine);
    }
    return shown.isMissing(engine) ? "the upstream ended TLS" + shown.answer(engine) : null;
  }

  /** Undertow swallows what was thrown; an engine that failed tells it when told to begin again. */
  private static String reason(SSLEngine engine) {
    try {
      engine.beginHandshake();
      return "";
    } catch (SSLException e) {
      return e.getCause() == null ? "" : ": " + e.getCause().getMessage();
    }
  }
}
