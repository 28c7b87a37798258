package dev.headgate.route;

import dev.headgate.config.HeaderEditsConfig;
import dev.headgate.config.PathConfig;
import dev.headgate.config.RouteConfig;
import dev.headgate.config.TimeoutsConfig;
import dev.headgate.upstream.Upstream;

/**
 * One route in service: every part of it, made from its block of the file.
 *
 * @param name its name in logs
 * @param match which requests it takes
 * @param upstream where they go
 * @param path how the forwarded path differs from the client's
 * @param requestHeaders edits of the header that the upstream gets
 * @param responseHeaders edits of the header that the client gets
 * @param timeouts how long each part of an exchange may take
 * @param flushNanos how long arriving events are gathered; 0: not at all
 * @param heldBytesMax the most that is held for a client that reads slowly
 * @param bodyBytesMax the largest request body that is held
 * @param streamsBody whether the request body is streamed instead of held
 */
public record Route(
    String name,
    RequestMatch match,
    Upstream upstream,
    PathRewrite path,
    HeaderEditsConfig requestHeaders,
    HeaderEditsConfig responseHeaders,
    TimeoutsConfig timeouts,
    long flushNanos,
    int heldBytesMax,
    long bodyBytesMax,
    boolean streamsBody) {
  /** Makes a route from its block, in front of that upstream. */
  public static Route of(RouteConfig config, Upstream upstream) {
    PathConfig path = config.path();
    return new Route(
        config.name(),
        RequestMatch.of(config.match()),
        upstream,
        new PathRewrite(path == null ? "" : path.stripPrefix()),
        config.requestHeaders(),
        config.responseHeaders(),
        config.timeouts(),
        config.flush().nanos(),
        Math.toIntExact(config.buffers().perStream().bytes()),
        config.bodyMax().bytes(),
        config.bodyMax().isOff());
  }
}
