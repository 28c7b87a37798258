package dev.headgate.cli;

import dev.headgate.config.ConfigFile;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.UpstreamConfig;
import dev.headgate.config.value.OutgoingProxy;
import dev.headgate.config.value.UpstreamUrl;
import dev.headgate.config.view.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of routes what holds, where it is written, and what ends an exchange when. */
final class RouteReport {
  private static final String BUILT_IN = "built in";

  private final Path file;
  private final ConfigFile.Valid read;
  private final Page page = new Page();

  private RouteReport(Path file, ConfigFile.Valid read) {
    this.file = file;
    this.read = read;
  }

  /** The lines for those routes of that file. */
  static List<String> lines(Path file, ConfigFile.Valid read, List<RouteConfig> routes) {
    RouteReport report = new RouteReport(file, read);
    for (RouteConfig route : routes) {
      if (!report.page.lines().isEmpty()) {
        report.page.blank();
      }
      report.tell(route);
    }
    return report.page.lines();
  }

  private void tell(RouteConfig route) {
    UpstreamConfig upstream =
        Objects.requireNonNull(read.config().upstreams().get(route.to()), "a valid file");
    page.text("", "route " + route.name() + " (" + at(read.sources().lineOf(route.name())) + ")");
    page.text("", "upstream " + route.to() + ": " + targets(upstream));
    proxies(upstream).forEach(proxy -> page.text("", proxy));
    page.blank();
    for (Sources.Sourced value : read.sources().of(route.name())) {
      if (!value.key().equals("name")) {
        page.row(value.key(), value.value(), source(value));
      }
    }
    page.blank();
    new TimeLine(route, upstream.dialect(), page).tell();
  }

  private static String targets(UpstreamConfig upstream) {
    return upstream.targets().stream()
        .map(UpstreamUrl::toString)
        .collect(Collectors.joining(", ", "", ", dialect " + upstream.dialect()));
  }

  private List<String> proxies(UpstreamConfig upstream) {
    return upstream.targets().stream()
        .filter(UpstreamUrl.Http.class::isInstance)
        .map(UpstreamUrl.Http.class::cast)
        .filter(url -> proxyTo(url) != null)
        .map(url -> url + " through the proxy " + proxyTo(url) + ", as the environment says")
        .toList();
  }

  private @Nullable OutgoingProxy proxyTo(UpstreamUrl.Http url) {
    return url.isTls() ? read.proxies().to(url.host(), url.port()) : null;
  }

  private String source(Sources.Sourced value) {
    return switch (value.source()) {
      case ROUTE -> at(value.line());
      case DEFAULTS -> "defaults, " + at(value.line());
      case BUILT_IN -> BUILT_IN;
    };
  }

  private String at(int line) {
    return file.getFileName() + ":" + line;
  }
}
