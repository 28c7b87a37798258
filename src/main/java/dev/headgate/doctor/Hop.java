package dev.headgate.doctor;

import dev.headgate.http1.Fields;
import java.util.Locale;

/** A proxy that names itself in responses, and where it is told to leave a stream alone. */
enum Hop {
  NGINX(
      "nginx",
      "proxy_buffering off, or no proxy_ignore_headers X-Accel-Buffering",
      "gzip off where streams pass",
      "proxy_read_timeout",
      "proxy_ignore_client_abort off"),
  HAPROXY(
      "HAProxy",
      "option http-no-delay",
      "no text/event-stream in compression type",
      "timeout server",
      "option abortonclose"),
  CLOUDFLARE(
      "Cloudflare",
      "no feature that reads bodies on that path",
      "Cache-Control: no-transform from the app",
      "its own limit, which cannot be raised on every plan",
      "nothing is known to help"),
  CLOUDFRONT(
      "CloudFront",
      "a behaviour without caching",
      "a behaviour without compression",
      "the origin's response timeout",
      "nothing is known to help"),
  ENVOY(
      "Envoy",
      "no buffer filter on the route",
      "no compressor filter on the route",
      "stream_idle_timeout and the route's timeout",
      "no filter that reads the whole response"),
  CADDY(
      "Caddy",
      "flush_interval -1",
      "no encode on the path",
      "read_timeout of the transport",
      "flush_interval other than -1"),
  VARNISH(
      "Varnish",
      "beresp.do_stream = true",
      "beresp.do_gzip = false",
      "between_bytes_timeout and first_byte_timeout",
      "return (pass) for the path"),
  APACHE("Apache", "flushpackets=on", "SetEnv no-gzip 1", "ProxyTimeout", "flushpackets=on");

  /** What a hop may do to a stream. */
  enum Harm {
    /** Hold it. */
    BUFFERS,
    /** Compress it. */
    COMPRESSES,
    /** Cut it while it is silent. */
    CUTS,
    /** Keep it when its reader left. */
    KEEPS
  }

  private final String title;
  private final String unbuffer;
  private final String uncompress;
  private final String wait;
  private final String end;

  Hop(String title, String unbuffer, String uncompress, String wait, String end) {
    this.title = title;
    this.unbuffer = unbuffer;
    this.uncompress = uncompress;
    this.wait = wait;
    this.end = end;
  }

  String title() {
    return title;
  }

  /** What helps against that, named as its manual does. */
  String remedy(Harm harm) {
    String words =
        switch (harm) {
          case BUFFERS -> unbuffer;
          case COMPRESSES -> uncompress;
          case CUTS -> wait;
          case KEEPS -> end;
        };
    return title + ": " + words;
  }

  /** Whether a response's header names it. */
  boolean isNamedIn(Fields fields) {
    String named = all(fields, "Server") + "," + all(fields, "Via");
    return switch (this) {
      case NGINX -> named.contains("nginx") || named.contains("openresty");
      case CLOUDFLARE -> fields.has("CF-Ray") || named.contains("cloudflare");
      case CLOUDFRONT -> fields.has("X-Amz-Cf-Id") || named.contains("cloudfront");
      case ENVOY -> fields.has("X-Envoy-Upstream-Service-Time") || named.contains("envoy");
      case VARNISH -> fields.has("X-Varnish") || named.contains("varnish");
      case CADDY -> named.contains("caddy");
      case HAPROXY -> named.contains("haproxy");
      case APACHE -> named.contains("apache");
    };
  }

  private static String all(Fields fields, String name) {
    return String.join(",", fields.all(name)).toLowerCase(Locale.ROOT);
  }
}
