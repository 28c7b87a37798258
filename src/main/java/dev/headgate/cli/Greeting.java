package dev.headgate.cli;

import dev.headgate.config.block.AdminConfig;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.UpstreamConfig;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.value.UpstreamUrl;
import dev.headgate.server.Gateway;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** What {@code run} says once it listens: where, and what to try. */
final class Greeting {
  private static final String DEMO_PATH = "/v1/chat/completions";
  private static final String DEMO_BODY = "'{\"model\":\"demo\",\"stream\":true,\"messages\":[]}'";

  private Greeting() {}

  static List<String> lines(GatewayConfig config, Gateway gateway) {
    List<String> lines = new ArrayList<>();
    String scheme = config.listen().tls() == null ? "http" : "https";
    lines.add("Headgate listens on " + url(scheme, config.listen().address(), gateway.address()));
    AdminConfig admin = config.admin();
    InetSocketAddress adminAddress = gateway.adminAddress();
    if (admin != null && adminAddress != null) {
      lines.add("admin: " + url("http", admin.address(), adminAddress) + "/");
    }
    config.routes().stream()
        .filter(route -> isDemo(config, route))
        .findFirst()
        .ifPresent(route -> lines.add("try: " + curl(scheme, gateway.address(), route)));
    return lines;
  }

  private static boolean isDemo(GatewayConfig config, RouteConfig route) {
    UpstreamConfig upstream = config.upstreams().get(route.to());
    return upstream != null && upstream.targets().contains(new UpstreamUrl.Demo());
  }

  private static String curl(String scheme, InetSocketAddress address, RouteConfig route) {
    String pattern = route.match().path();
    String path =
        pattern.endsWith("/*")
            ? pattern.substring(0, pattern.length() - "/*".length()) + DEMO_PATH
            : pattern;
    String command = scheme.equals("https") ? "curl -kN " : "curl -N ";
    return command + scheme + "://localhost:" + address.getPort() + path + " -d " + DEMO_BODY;
  }

  /** The host as it was configured, with the port that was bound. */
  private static String url(String scheme, HostPort configured, InetSocketAddress bound) {
    return scheme + "://" + new HostPort(configured.host(), bound.getPort());
  }
}
