package dev.headgate.config.check;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.binding.ScalarType;
import dev.headgate.config.block.HeartbeatConfig;
import dev.headgate.config.block.HeartbeatStyle;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.Routes;
import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.block.UpstreamConfig;
import dev.headgate.config.value.DialectName;
import dev.headgate.config.value.SitsBehind;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.config.yaml.KeyPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Warns of times that make one another pointless, or that what is in front does not wait for. */
final class TimingChecks {
  /** How often Anthropic's API pings a client while the model is silent, as it was seen to. */
  static final TimeSpan ANTHROPIC_PINGS = TimeSpan.of(Duration.ofSeconds(15));

  private final Bindings bindings;
  private final Doubts doubts;

  TimingChecks(Bindings bindings, Doubts doubts) {
    this.bindings = bindings;
    this.doubts = doubts;
  }

  void run() {
    Optional<SitsBehind> front = bindings.value("listen.sits_behind", SitsBehind.class);
    for (String path : Routes.paths(bindings)) {
      bindings
          .value(path, RouteConfig.class)
          .ifPresent(route -> {
            DialectName dialect = dialect(route);
            checkHeaders(path, route.timeouts());
            checkFirstToken(path, route.timeouts());
            checkMaxDuration(path, route.timeouts());
            checkStall(path, route.timeouts().stall(), dialect);
            checkEarlyHead(path, route, dialect);
            front.ifPresent(known -> checkFront(path, route, dialect, known));
          });
    }
  }

  private DialectName dialect(RouteConfig route) {
    return bindings
        .value(KeyPath.join("upstreams", route.to()), UpstreamConfig.class)
        .map(UpstreamConfig::dialect)
        .orElse(DialectName.AUTO);
  }

  private void checkHeaders(String route, TimeoutsConfig timeouts) {
    if (isOver(timeouts.headers(), timeouts.firstToken())) {
      doubts.tell(
          route,
          "timeouts.headers",
          timeouts.headers() + ", when first_token ends a stream after " + timeouts.firstToken(),
          "no more than first_token, or a longer first_token");
    }
  }

  /**
   * Only where the file asks for it: whoever wants an early head need not expect an early token.
   */
  private void checkFirstToken(String route, TimeoutsConfig timeouts) {
    if (doubts.isWritten(route, "timeouts.first_token")
        && isOver(timeouts.firstToken(), timeouts.headers())) {
      doubts.tell(
          route,
          "timeouts.first_token",
          timeouts.firstToken()
              + ", when headers is over after "
              + timeouts.headers()
              + ": many servers send their head with the first token",
          "no more than headers, or a longer headers");
    }
  }

  /** Only what the file itself says, since whoever shortens the whole need not name the parts. */
  private void checkMaxDuration(String route, TimeoutsConfig timeouts) {
    List<String> pointless =
        Stream.of(
                Map.entry("headers", timeouts.headers()),
                Map.entry("first_token", timeouts.firstToken()),
                Map.entry("stall", timeouts.stall()),
                Map.entry("stall_content", timeouts.stallContent()),
                Map.entry("client_write", timeouts.clientWrite()))
            .filter(part -> doubts.isWritten(route, "timeouts." + part.getKey()))
            .filter(part -> isOver(part.getValue(), timeouts.maxDuration()))
            .map(part -> part.getKey() + " (" + part.getValue() + ")")
            .toList();
    if (!pointless.isEmpty()) {
      doubts.tell(
          route,
          "timeouts.max_duration",
          timeouts.maxDuration() + ", before " + String.join(", ", pointless) + " can be over",
          "more than each of them");
    }
  }

  private void checkStall(String route, TimeLimit stall, DialectName dialect) {
    if (dialect == DialectName.ANTHROPIC && stall.nanos() <= ANTHROPIC_PINGS.nanos()) {
      doubts.tell(
          route,
          "timeouts.stall",
          stall + ", while anthropic pings every " + ANTHROPIC_PINGS + ": silence is no stall yet",
          "more than " + ANTHROPIC_PINGS);
    }
  }

  private void checkEarlyHead(String route, RouteConfig config, DialectName dialect) {
    TimeLimit wait = config.heartbeat().beforeHeaders().limit();
    if (wait.isOff()) {
      return;
    }
    if (!hasHeartbeat(dialect, config.heartbeat().style())) {
      doubts.tell(
          route,
          "heartbeat.before_headers",
          config.heartbeat().beforeHeaders() + ", which clients of " + dialect + " do not get",
          "off" + (dialect == DialectName.GEMINI ? ", or style: ping" : ""));
    } else if (isOver(wait, config.timeouts().headers())) {
      doubts.tell(
          route,
          "heartbeat.before_headers",
          config.heartbeat().beforeHeaders()
              + ", when headers is over after "
              + config.timeouts().headers(),
          "less than headers");
    }
  }

  private void checkFront(String route, RouteConfig config, DialectName dialect, SitsBehind front) {
    HeartbeatConfig heartbeat = config.heartbeat();
    TimeLimit idle = new TimeLimit(front.idle().nanos());
    String behind = " behind " + front + ", which ends what is silent for " + front.idle();
    if (!hasHeartbeat(dialect, heartbeat.style())) {
      doubts.tell(
          route,
          "heartbeat.style",
          ScalarType.word(heartbeat.style()) + ", no heartbeat for " + dialect + "," + behind,
          dialect == DialectName.GEMINI ? "ping" : "more patience in front");
    } else if (heartbeat.every().nanos() >= idle.nanos()) {
      doubts.tell(
          route, "heartbeat.every", heartbeat.every() + behind, "less than " + front.idle());
    }
    TimeLimit early = heartbeat.beforeHeaders().limit();
    boolean covered = early.nanos() < idle.nanos() && hasHeartbeat(dialect, heartbeat.style());
    if (!covered && config.timeouts().headers().nanos() >= idle.nanos()) {
      doubts.tell(
          route,
          "timeouts.headers",
          config.timeouts().headers() + behind,
          "less than "
              + front.idle()
              + ", a shorter heartbeat.before_headers, or more patience in"
              + " front");
    }
  }

  /** Whether the clients of that dialect survive one at all. */
  private static boolean hasHeartbeat(DialectName dialect, HeartbeatStyle style) {
    return switch (dialect) {
      case OLLAMA -> false;
      case GEMINI -> style == HeartbeatStyle.PING;
      default -> true;
    };
  }

  /** Whether the first lasts longer than the second, which is not off. */
  private static boolean isOver(TimeLimit first, TimeLimit second) {
    return !first.isOff() && first.nanos() > second.nanos();
  }
}
