package dev.headgate.route;

import dev.headgate.config.MatchConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which requests a route takes. */
final class RequestMatch {
  private final PathPattern path;
  private final Set<String> methods;
  private final List<String> hosts;
  private final Map<String, String> headers;

  private RequestMatch(MatchConfig config) {
    this.path = PathPattern.of(config.path());
    this.methods = Set.copyOf(config.methods());
    this.hosts = config.hosts().stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    this.headers = config.headers();
  }

  static RequestMatch of(MatchConfig config) {
    return new RequestMatch(config);
  }

  /** Whether everything but the path fits. */
  boolean takes(String method, String host, Function<String, @Nullable String> header) {
    return (methods.isEmpty() || methods.contains(method))
        && (hosts.isEmpty() || hosts.stream().anyMatch(pattern -> isHost(pattern, host)))
        && headers.entrySet().stream()
            .allMatch(wanted -> wanted.getValue().equals(header.apply(wanted.getKey())));
  }

  boolean takesPath(String reading) {
    return path.matches(reading);
  }

  private static boolean isHost(String pattern, String host) {
    // A fully qualified name may end with a dot, RFC 3986 §3.2.2.
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String lower = name.toLowerCase(Locale.ROOT);
    return pattern.startsWith("*.") ? lower.endsWith(pattern.substring(1)) : lower.equals(pattern);
  }
}
