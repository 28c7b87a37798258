package dev.headgate.upstream;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.security.KeyStore;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.ssl.SslConnection;

/** TLS towards upstreams: the certificate must be trusted, and be for the target's host. */
public final class UpstreamTls {
  private final RecordingTrust trust;
  private final UndertowXnioSsl ssl;

  private UpstreamTls(RecordingTrust trust, UndertowXnioSsl ssl) {
    this.trust = trust;
    this.ssl = ssl;
  }

  /**
   * TLS that trusts those roots.
   *
   * @param roots the trusted certificates; null for the Java runtime's own
   * @param tasks runs the slow parts of a handshake, off the I/O threads
   */
  public static UpstreamTls trusting(
      @Nullable KeyStore roots, ByteBufferPool buffers, Executor tasks) {
    RecordingTrust trust = new RecordingTrust(TrustedRoots.trusting(roots));
    return new UpstreamTls(
        trust,
        new UndertowXnioSsl(
            Xnio.getInstance(), OptionMap.EMPTY, buffers, TrustedRoots.context(trust), tasks));
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
        ? "the TLS handshake failed" + reason(engine)
        : "certificate refused: " + refusal;
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
