package dev.headgate.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.MatchConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityChecksTest {
  @ParameterizedTest
  @CsvSource({
    "/*, /, true",
    "/*, /a/*, true",
    "/a/*, /a/b, true",
    "/a/*, /a/, true",
    "/a/*, /a/*, true",
    "/a/*, /a/b/*, true",
    "/a/*, /a, false",
    "/a/*, /ab, false",
    "/a/b/*, /a/*, false",
    "/a, /a, true",
    "/a, /a/, false",
    "/a, /a/*, false",
    "/a, /*, false",
  })
  void pathCoversPath(String wide, String narrow, boolean covers) {
    assertThat(ReachabilityChecks.covers(MatchConfig.ofPath(wide), MatchConfig.ofPath(narrow)))
        .isEqualTo(covers);
  }

  @Test
  void fewerMethodsDoNotCoverMore() {
    MatchConfig all = MatchConfig.ofPath("/a");
    MatchConfig post = new MatchConfig("/a", List.of("POST"), List.of(), Map.of());
    MatchConfig both = new MatchConfig("/a", List.of("GET", "POST"), List.of(), Map.of());
    assertThat(ReachabilityChecks.covers(all, post)).isTrue();
    assertThat(ReachabilityChecks.covers(both, post)).isTrue();
    assertThat(ReachabilityChecks.covers(post, both)).isFalse();
    assertThat(ReachabilityChecks.covers(post, all)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', a.example.com, true",
    "a.example.com, '', false",
    "a.example.com, a.example.com, true",
    "*.example.com, a.example.com, true",
    "*.example.com, a.b.example.com, true",
    "*.example.com, *.b.example.com, true",
    "*.b.example.com, *.example.com, false",
    "*.example.com, example.com, false",
    "*.example.com, badexample.com, false",
  })
  void hostCoversHost(String wide, String narrow, boolean covers) {
    assertThat(ReachabilityChecks.covers(host(wide), host(narrow))).isEqualTo(covers);
  }

  @Test
  void moreHeadersDoNotCoverFewer() {
    MatchConfig none = MatchConfig.ofPath("/a");
    MatchConfig blue = new MatchConfig("/a", List.of(), List.of(), Map.of("X-Team", "blue"));
    MatchConfig small = new MatchConfig("/a", List.of(), List.of(), Map.of("x-team", "blue"));
    MatchConfig red = new MatchConfig("/a", List.of(), List.of(), Map.of("x-team", "red"));
    assertThat(ReachabilityChecks.covers(none, blue)).isTrue();
    assertThat(ReachabilityChecks.covers(blue, small)).isTrue();
    assertThat(ReachabilityChecks.covers(blue, red)).isFalse();
    assertThat(ReachabilityChecks.covers(blue, none)).isFalse();
  }

  private static MatchConfig host(String host) {
    List<String> hosts = host.isEmpty() ? List.of() : List.of(host);
    return new MatchConfig("/a", List.of(), hosts, Map.of());
  }
}
