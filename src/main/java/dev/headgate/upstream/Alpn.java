package dev.headgate.upstream;

import dev.headgate.config.block.UpstreamProtocol;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.xnio.StreamConnection;
import org.xnio.ssl.SslConnection;

/** Which protocol both sides of a TLS connection agree on, RFC 7301. */
final class Alpn {
  private static final String HTTP2 = "h2";
  private static final String HTTP1 = "http/1.1";

  private Alpn() {}

  /**
   * Offers what may be spoken; to be called before the handshake. HTTP/1.1 alone needs no offer.
   */
  static void offer(SslConnection connection, UpstreamProtocol protocol) {
    String[] offered =
        switch (protocol) {
          case AUTO -> new String[] {HTTP2, HTTP1};
          case HTTP1 -> new String[0];
          case HTTP2 -> new String[] {HTTP2};
        };
    SSLEngine engine = UndertowXnioSsl.getSslEngine(connection);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(offered);
    engine.setSSLParameters(parameters);
  }

  /** Whether the server of that connection chose HTTP/2, where one was shaken hands with. */
  static boolean choseHttp2(StreamConnection connection) {
    return connection instanceof SslConnection secured
        && HTTP2.equals(UndertowXnioSsl.getSslEngine(secured).getApplicationProtocol());
  }
}
