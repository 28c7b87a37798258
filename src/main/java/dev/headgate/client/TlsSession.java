package dev.headgate.client;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What TLS knows of an exchange's client. */
public final class TlsSession {
  private TlsSession() {}

  /** Whether the client speaks TLS, whatever scheme it names. */
  public static boolean isUnder(HttpServerExchange exchange) {
    return of(exchange) != null;
  }

  /** The certificate that the client showed, and that holds; null where it showed none. */
  public static @Nullable X509Certificate certificate(HttpServerExchange exchange) {
    SSLSession session = of(exchange);
    try {
      return session == null ? null : (X509Certificate) session.getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException _) {
      return null;
    }
  }

  private static @Nullable SSLSession of(HttpServerExchange exchange) {
    return switch (exchange.getConnection()) {
      case HttpServerConnection connection -> connection.getSslSession();
      case Http2ServerConnection connection -> connection.getSslSession();
      default -> null;
    };
  }
}
