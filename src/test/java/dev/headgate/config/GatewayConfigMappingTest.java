package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayConfigMappingTest {
  private static final Path EVERY_KEY = Path.of("src/test/resources/config/every-key.yaml");

  @TempDir Path folder;

  private String yaml = "";
  private GatewayConfig config =
      new GatewayConfig(
          1, ListenConfig.BUILT_IN, null, DefaultsConfig.BUILT_IN, Map.of(), List.of());

  @BeforeEach
  void readEveryKey() throws Exception {
    yaml = Files.readString(EVERY_KEY);
    config = new Sample(folder, Map.of("ANTHROPIC_API_KEY", "sk-1")).config(yaml);
  }

  @Test
  void fileNamesEveryKey() {
    List<String> names = KeyPaths.all().stream().map(KeyPaths.Row::name).toList();
    assertThat(names).hasSizeGreaterThan(20).allMatch(name -> yaml.contains(name + ":"));
  }

  @Test
  void listenersAndDefaultsAreMapped() {
    assertThat(config.listen())
        .isEqualTo(
            new ListenConfig(
                new HostPort("::1", 8443),
                List.of(
                    new Cidr(InetAddress.ofLiteral("10.0.0.0"), 8),
                    new Cidr(InetAddress.ofLiteral("fd00::"), 8),
                    new Cidr(InetAddress.ofLiteral("192.0.2.7"), 32)),
                new ListenLimitsConfig(
                    ByteSize.ofKib(32),
                    ByteSize.ofKib(4),
                    64,
                    TimeLimit.of(Duration.ofSeconds(5)),
                    TimeLimit.OFF,
                    TimeLimit.of(Duration.ofSeconds(90)),
                    1000,
                    100,
                    50)));
    assertThat(config.admin()).isEqualTo(new AdminConfig(new HostPort("localhost", 0)));
    assertThat(config.defaults())
        .isEqualTo(
            new DefaultsConfig(
                AuthConfig.NONE,
                new TimeoutsConfig(
                    TimeLimit.of(Duration.ofMillis(250)),
                    TimeLimit.of(Duration.ofHours(1)),
                    TimeLimit.of(Duration.ofMinutes(50)),
                    TimeLimit.of(Duration.ofMinutes(4)),
                    TimeLimit.of(Duration.ofMinutes(5)),
                    TimeLimit.OFF,
                    TimeLimit.of(Duration.ofHours(2))),
                comments(20),
                new OnDisconnectConfig(null, null, TimeSpan.of(Duration.ofSeconds(30))),
                FlushWindow.of(Duration.ofMillis(20)),
                new BuffersConfig(new ByteSize(2_000_000), ByteSize.ofKib(4096)),
                SizeLimit.ofKib(64),
                new UsageConfig(true, true),
                new ModeConfig(Enforcement.OBSERVE)));
  }

  @Test
  void upstreamsAreMappedInTheFilesOrder() {
    assertThat(config.upstreams().keySet()).containsExactly("claude", "chat.v2", "demo");
    assertThat(config.upstreams().values())
        .containsExactly(
            new UpstreamConfig(
                new UpstreamUrl.Http(true, "api.anthropic.com", 443, ""),
                List.of(),
                DialectName.ANTHROPIC,
                Map.of("x-api-key", new Secret("sk-1"))),
            new UpstreamConfig(
                null,
                List.of(
                    new UpstreamUrl.Http(false, "chat_1", 8000, ""),
                    new UpstreamUrl.Http(false, "2001:db8::1", 80, "/base")),
                DialectName.AUTO,
                Map.of()),
            new UpstreamConfig(new UpstreamUrl.Demo(), List.of(), DialectName.AUTO, Map.of()));
  }

  @Test
  void routeIsMapped() {
    assertThat(config.routes().getFirst())
        .isEqualTo(
            new RouteConfig(
                "claude",
                new MatchConfig(
                    "/v1/*",
                    List.of("POST", "GET"),
                    List.of("ai.example.com", "*.example.org"),
                    Map.of("x-team", "blue")),
                "claude",
                AuthConfig.NONE,
                new PathConfig("/v1"),
                new HeaderEditsConfig(
                    Map.of("Host", new Secret("inner"), "X-Env", new Secret("${prod}")),
                    List.of("Cookie")),
                new HeaderEditsConfig(
                    Map.of("Access-Control-Allow-Origin", new Secret("*")),
                    List.of("Server", "Via")),
                new TimeoutsConfig(
                    TimeLimit.of(Duration.ofSeconds(1)),
                    TimeLimit.of(Duration.ofSeconds(300)),
                    TimeLimit.OFF,
                    TimeLimit.OFF,
                    TimeLimit.of(Duration.ofMinutes(6)),
                    TimeLimit.of(Duration.ofSeconds(45)),
                    TimeLimit.OFF),
                new HeartbeatConfig(TimeLimit.OFF, HeartbeatStyle.PING, Patience.ENDLESS),
                new OnDisconnectConfig(null, TimeSpan.of(Duration.ofSeconds(5)), null),
                FlushWindow.of(Duration.ofMillis(50)),
                new BuffersConfig(ByteSize.ofKib(1024), ByteSize.ofKib(64)),
                SizeLimit.OFF,
                new UsageConfig(true, false),
                new ModeConfig(Enforcement.ENFORCE)));
  }

  @Test
  void routeTakesWhatItDoesNotNameFromDefaults() {
    RouteConfig chat = config.routes().get(1);
    assertThat(chat.match()).isEqualTo(MatchConfig.ofPath("/api/chat"));
    assertThat(chat.to()).isEqualTo("chat.v2");
    assertThat(chat.auth()).isEqualTo(config.defaults().auth());
    assertThat(chat.timeouts().headers()).isEqualTo(TimeLimit.of(Duration.ofSeconds(90)));
    assertThat(chat.timeouts().connect()).isEqualTo(config.defaults().timeouts().connect());
    assertThat(chat.flush()).isEqualTo(FlushWindow.IMMEDIATE);
    assertThat(chat.buffers()).isEqualTo(config.defaults().buffers());
    assertThat(chat.mode()).isEqualTo(config.defaults().mode());
  }

  @Test
  void oneChoiceOnDisconnectReplacesAnother() {
    assertThat(config.routes().get(1).onDisconnect()).isEqualTo(OnDisconnectConfig.CANCEL);
    assertThat(config.defaults().onDisconnect().readOnNanos()).isEqualTo(30_000_000_000L);
  }

  private static HeartbeatConfig comments(int everySeconds) {
    return new HeartbeatConfig(
        TimeLimit.of(Duration.ofSeconds(everySeconds)),
        HeartbeatStyle.COMMENT,
        new Patience(TimeLimit.of(Duration.ofSeconds(20))));
  }

  @Test
  void bareDurationIsTheIntervalOfHeartbeats() {
    assertThat(config.routes().get(1).heartbeat()).isEqualTo(comments(7));
  }

  @Test
  void noValueOfTheFileIsADefault() {
    assertThat(KeyPaths.equalLeaves(config.listen(), ListenConfig.BUILT_IN)).isEmpty();
    // Of the ways to act on a client's departure just one is written.
    assertThat(KeyPaths.equalLeaves(config.defaults(), DefaultsConfig.BUILT_IN))
        .containsExactly("grace");
  }
}
