package dev.headgate.config.block;

import java.util.Locale;

/** {@code upstreams.NAME.protocol}: which HTTP is spoken with an upstream. */
public enum UpstreamProtocol {
  /** With TLS what the upstream chooses by ALPN, HTTP/2 first; without TLS HTTP/1.1. */
  AUTO,
  /** HTTP/1.1. */
  HTTP1,
  /** HTTP/2: with TLS by ALPN, without TLS unasked. */
  HTTP2;

  /** As the file says it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
