package dev.headgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.admission.Admissions;
import dev.headgate.admission.CurrentKeys;
import dev.headgate.config.Proxies;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.DefaultsConfig;
import dev.headgate.config.block.HeaderEditsConfig;
import dev.headgate.config.block.HeartbeatConfig;
import dev.headgate.config.block.MatchConfig;
import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.block.UsageConfig;
import dev.headgate.config.value.DialectName;
import dev.headgate.exchange.Meter;
import dev.headgate.testing.FakeTime;
import dev.headgate.upstream.TrustedRoots;
import dev.headgate.upstream.Upstream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of several routes takes a request. */
class RouteTableTest {
  private static Route route(String name, MatchConfig match) {
    return new Route(
        name,
        RequestMatch.of(match),
        new Upstream("u", List.of(), Map.of(), Set.of(), DialectName.AUTO),
        null,
        new PathRewrite(""),
        HeaderEditsConfig.NONE,
        HeaderEditsConfig.NONE,
        TimeoutsConfig.BUILT_IN,
        false,
        HeartbeatConfig.BUILT_IN,
        0,
        0,
        1024,
        1024,
        DefaultsConfig.BUILT_IN.bodyMax().bytes(),
        false,
        UsageConfig.UNCHANGED,
        new Admissions(
                new CurrentKeys(List.of()),
                List.of(),
                (_, _) -> {
                  throw new AssertionError();
                },
                TrustedRoots.trusting(null),
                Proxies.NONE,
                Runnable::run,
                new FakeTime())
            .under(Map.of())
            .of(AuthConfig.NONE, List.of(), false),
        Meter.NONE);
  }

  static Route route(String path) {
    return route(path, MatchConfig.ofPath(path));
  }

  private static void check(String path, String route, Route... routes)
      throws MalformedPathException {
    Route taken = new RouteTable(Arrays.asList(routes)).match("GET", "a", path, _ -> null);
    assertThat(taken == null ? "" : taken.name()).isEqualTo(route);
  }

  @Test
  void firstThatTakesItHasIt() throws MalformedPathException {
    check("/a/b", "/a/*", route("/a/*"), route("/*"));
    check("/a/b", "/*", route("/*"), route("/a/*"));
    check("/c", "/*", route("/a/*"), route("/*"));
    check("/c", "", route("/a/*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*;", "a", "a%2fb", "a;/../b", "http:%2f%2fa/b", ""})
  void pathWithoutItsFirstSlashIsNoRoutes(String path) throws MalformedPathException {
    check(path, "", route("/*"));
  }

  @Test
  void everyPartOfAMatchCounts() throws MalformedPathException {
    MatchConfig match =
        new MatchConfig("/a", List.of("POST"), List.of("*.example.com"), Map.of("X-Team", "blue"));
    RouteTable table = new RouteTable(List.of(route("narrow", match), route("/*")));

    assertThat(table.match("POST", "x.EXAMPLE.com", "/a", _ -> "blue"))
        .extracting(Route::name)
        .isEqualTo("narrow");
    assertThat(
            List.of(
                table.match("GET", "x.example.com", "/a", _ -> "blue"),
                table.match("POST", "example.com", "/a", _ -> "blue"),
                table.match("POST", "x.example.com", "/a", _ -> "red"),
                table.match("POST", "x.example.com", "/a", _ -> null),
                table.match("POST", "x.example.com", "/b", _ -> "blue")))
        .extracting(Route::name)
        .containsOnly("/*");
  }

  @Test
  void pathWithTwoReadingsMustLeadToOneRoute() throws MalformedPathException {
    check("/a/x%2fy", "/a/*", route("/a/*"), route("/*"));
    check("/b%2fy", "/*", route("/a/*"), route("/*"));
    assertThatThrownBy(() -> check("/a%2fy", "", route("/a/*"), route("/*")))
        .isInstanceOf(MalformedPathException.class)
        .hasMessageContaining("ambiguous");
    assertThatThrownBy(() -> check("/a%2fy", "", route("/a/*")))
        .isInstanceOf(MalformedPathException.class);
  }

  /** Each path is below the first route for a server that takes the steps in one order of many. */
  @ParameterizedTest
  @CsvSource({
    "/admin/*, /x/../admin/c/%2e%2e/../e",
    "/admin/*, /x/%252e%252e/admin/c/%252e%252e/%2e%2e/e",
    "/admin/*, /x/../admin;p/..;x/c",
    "/admin/*, /x/../admin\\..\\c",
    "/x/admin/*, /x//..//admin/c",
    "/admin/*, //x/admin/c",
    "/admin/*, ///x/admin/c",
    "/admin/*, /\\x/admin/c",
    "/v1/admin/*, /p%2fq/../v1%2fadmin/c",
    "/v1/x/*, /v1;p%2fq/x%2fc",
  })
  void noOrderOfStepsLeadsPastARoute(String path, String request) {
    assertThatThrownBy(() -> check(request, "", route(path), route("/*")))
        .isInstanceOf(MalformedPathException.class)
        .hasMessageContaining("ambiguous");
  }

  @Test
  void routeThatTheRequestCannotHaveMakesNoPathAmbiguous() throws MalformedPathException {
    MatchConfig posts = new MatchConfig("/a/*", List.of("POST"), List.of(), Map.of());
    check("/a%2fy", "/*", route("posts", posts), route("/*"));
  }
}
