package dev.headgate.client;

import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.lang.System.Logger.Level;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.xnio.ssl.SslConnection;

/** Tells the operator why clients cannot connect: no exchange ever began, so no log line does. */
final class FailedHandshakes {
  private static final System.Logger LOG = System.getLogger("dev.headgate.handshakes");

  private FailedHandshakes() {}

  /** Tells of a handshake that failed; not of a client that left, or took too long. */
  static void tell(SslConnection connection) {
    String reason = reason(UndertowXnioSsl.getSslEngine(connection));
    if (!reason.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "the TLS handshake of {0} failed: {1}",
          connection.getPeerAddress(),
          reason);
    }
  }

  /** Undertow keeps it to itself, but an engine that failed says why where it is to begin anew. */
  private static String reason(SSLEngine engine) {
    try {
      engine.beginHandshake();
      return "";
    } catch (SSLException e) {
      return e.getCause() == null ? "" : Causes.words(e.getCause());
    }
  }
}
