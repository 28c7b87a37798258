package dev.headgate.route;

import dev.headgate.admission.Admission;
import dev.headgate.config.block.HeaderEditsConfig;
import dev.headgate.config.block.HeartbeatConfig;
import dev.headgate.config.block.PathConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.block.UsageConfig;
import dev.headgate.exchange.Meter;
import dev.headgate.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * One route in service: every part of it, made from its block of the file.
 *
 * @param name its name in logs
 * @param match which requests it takes
 * @param upstream where they go
 * @param cors which pages in browsers may read its answers; null: the upstream says it
 * @param path how the forwarded path differs from the client's
 * @param requestHeaders edits of the header that the upstream gets
 * @param responseHeaders edits of the header that the client gets
 * @param timeouts how long each part of an exchange may take
 * @param observesTimeouts whether a timeout is only told
 * @param heartbeat what keeps a quiet stream alive
 * @param readOnNanos how long the upstream is read on once the client left; 0: not at all
 * @param flushNanos how long arriving events are gathered; 0: not at all
 * @param heldBytesMax the most that is held for a client that reads slowly
 * @param eventBytesMax the most that is held back of an unfinished event
 * @param bodyBytesMax the largest request body that is held
 * @param streamsBody whether the request body is streamed instead of held
 * @param usage how the tokens of a stream are made known
 * @param admission who may call, and how much
 * @param meter measures its exchanges
 */
public record Route(
    String name,
    RequestMatch match,
    Upstream upstream,
    @Nullable Cors cors,
    PathRewrite path,
    HeaderEditsConfig requestHeaders,
    HeaderEditsConfig responseHeaders,
    TimeoutsConfig timeouts,
    boolean observesTimeouts,
    HeartbeatConfig heartbeat,
    long readOnNanos,
    long flushNanos,
    int heldBytesMax,
    int eventBytesMax,
    long bodyBytesMax,
    boolean streamsBody,
    UsageConfig usage,
    Admission admission,
    Meter meter) {
  /** Makes a route from its block and its parts. */
  public static Route of(RouteConfig config, Upstream upstream, Admission admission, Meter meter) {
    PathConfig path = config.path();
    return new Route(
        config.name(),
        RequestMatch.of(config.match()),
        upstream,
        Cors.of(config.cors()),
        new PathRewrite(path == null ? "" : path.stripPrefix()),
        config.requestHeaders(),
        config.responseHeaders(),
        config.timeouts(),
        config.mode().observesTimeouts(),
        config.heartbeat(),
        config.onDisconnect().readOnNanos(),
        config.flush().nanos(),
        Math.toIntExact(config.buffers().perStream().bytes()),
        Math.toIntExact(config.buffers().maxEvent().bytes()),
        config.bodyMax().bytes(),
        config.bodyMax().isOff(),
        config.usage(),
        admission,
        meter);
  }
}
