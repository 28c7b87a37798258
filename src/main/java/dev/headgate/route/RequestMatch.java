package dev.headgate.route;

import dev.headgate.config.block.MatchConfig;
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
    return takesMethod(method)
        && takesHost(host)
        && headers.keySet().stream().allMatch(name -> takesHeader(name, header.apply(name)));
  }

  boolean takesMethod(String method) {
    return methods.isEmpty() || methods.contains(method);
  }

  boolean takesHost(String host) {
    return hosts.isEmpty() || hosts.stream().anyMatch(pattern -> isHost(pattern, host));
  }

  /** Whether that value of a header is the one that is wanted, if any is. */
  boolean takesHeader(String name, @Nullable String value) {
    String wanted = headers.get(name);
    return wanted == null || wanted.equals(value);
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
