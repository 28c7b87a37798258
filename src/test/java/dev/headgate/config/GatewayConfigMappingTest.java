package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.AdminConfig;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.BuffersConfig;
import dev.headgate.config.block.CorsConfig;
import dev.headgate.config.block.DefaultsConfig;
import dev.headgate.config.block.Enforcement;
import dev.headgate.config.block.ForwardConfig;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.HeaderEditsConfig;
import dev.headgate.config.block.HeartbeatConfig;
import dev.headgate.config.block.HeartbeatStyle;
import dev.headgate.config.block.KeyConfig;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.ListenConfig;
import dev.headgate.config.block.MatchConfig;
import dev.headgate.config.block.ModeConfig;
import dev.headgate.config.block.MtlsConfig;
import dev.headgate.config.block.OnDisconnectConfig;
import dev.headgate.config.block.PathConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.StoreConfig;
import dev.headgate.config.block.StoreFailure;
import dev.headgate.config.block.StreamsLimitConfig;
import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.block.TracingConfig;
import dev.headgate.config.block.UsageConfig;
import dev.headgate.config.value.ByteSize;
import dev.headgate.config.value.Count;
import dev.headgate.config.value.FlushWindow;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.value.Patience;
import dev.headgate.config.value.Percent;
import dev.headgate.config.value.Rate;
import dev.headgate.config.value.Secret;
import dev.headgate.config.value.SizeLimit;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.config.view.KeyPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayConfigMappingTest {
  private static final CorsConfig CORS =
      new CorsConfig(
          List.of("https://app.example.com"),
          List.of("POST"),
          List.of("X-Api-Key"),
          List.of("X-Request-Id"),
          true,
          TimeSpan.of(Duration.ofMinutes(10)));

  @TempDir Path folder;

  private String yaml = "";
  private GatewayConfig config =
      new GatewayConfig(
          1,
          ListenConfig.BUILT_IN,
          null,
          DefaultsConfig.BUILT_IN,
          List.of(),
          null,
          List.of(),
          Map.of(),
          null,
          null,
          Map.of(),
          List.of());

  @BeforeEach
  void readEveryKey() throws Exception {
    yaml = Files.readString(Sample.EVERY_KEY);
    config = Sample.everyKey(folder);
  }

  @Test
  void fileNamesEveryKey() {
    List<String> names = KeyPaths.all().stream().map(KeyPaths.Row::name).toList();
    assertThat(names).hasSizeGreaterThan(20).allMatch(name -> yaml.contains(name + ":"));
  }

  @Test
  void certificatesThatAdmitAreMapped() {
    assertThat(config.routes().get(5).auth().mtls())
        .isEqualTo(
            new MtlsConfig(List.of("app.example.com", "spiffe://example.com/app"), List.of()));
    assertThat(config.routes().get(6).auth().any().getLast().mtls())
        .isEqualTo(new MtlsConfig(List.of(), List.of("CN=app,O=Example")));
  }

  @Test
  void defaultsAreMapped() {
    assertThat(config.defaults())
        .isEqualTo(
            new DefaultsConfig(
                AuthConfig.NONE,
                List.of("per-address"),
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
                new ModeConfig(Enforcement.OBSERVE, Enforcement.OBSERVE)));
  }

  @Test
  void servicesThatAreAskedAndUsersAreMapped() {
    RouteConfig asked = config.routes().get(3);
    RouteConfig users = config.routes().get(4);
    assertThat(asked.auth().forward())
        .isEqualTo(
            new ForwardConfig(
                "http://127.0.0.1:9000/check",
                TimeSpan.of(Duration.ofSeconds(1)),
                TimeSpan.of(Duration.ofSeconds(10)),
                List.of("Cookie"),
                List.of("X-User"),
                "X-User"));
    assertThat(Objects.requireNonNull(users.auth().basic()).htpasswd().hashes())
        .containsOnlyKeys("old");
  }

  @Test
  void storeAndAdminAreMapped() {
    assertThat(config.admin())
        .isEqualTo(new AdminConfig(new HostPort("localhost", 0), new Secret("8c1f0e7a5b3d4962")));
    assertThat(config.store())
        .isEqualTo(
            new StoreConfig(new Secret("rediss://:secret@cache:6380/1"), StoreFailure.CLOSED));
  }

  @Test
  void tracingIsMapped() {
    assertThat(config.tracing())
        .isEqualTo(
            new TracingConfig(
                "http://collector:4318/otlp",
                Map.of("Authorization", new Secret("Bearer 1")),
                new Percent(0.125),
                "chat"));
    assertThat(new TracingConfig("http://a", Map.of(), new Percent(0.125), null))
        .hasToString("TracingConfig[otlp=http://a, headers={}, sample=12.5%, service=null]");
  }

  @Test
  void keysAndLimitsAreMapped() {
    assertThat(config.keys())
        .containsExactly(
            new KeyConfig(
                "team-a",
                new Secret("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                Map.of("tier", "low")));
    assertThat(config.keyHeaders()).containsExactly("X-Team-Key");
    assertThat(config.keysFile()).hasToString(folder.resolve("keys.yaml").toString());
    assertThat(config.limits())
        .containsExactly(
            Map.entry(
                "per-key",
                new LimitConfig(
                    LimitBy.KEY,
                    new Rate(600, Rate.Period.MIN),
                    new StreamsLimitConfig(20, TimeSpan.of(Duration.ofSeconds(5))),
                    new Rate(2_000_000, Rate.Period.DAY),
                    new Count(8_000))),
            Map.entry(
                "per-address",
                new LimitConfig(LimitBy.IP, null, new StreamsLimitConfig(5, null), null, null)),
            Map.entry(
                "per-tenant",
                new LimitConfig(
                    new LimitBy(LimitBy.Kind.HEADER, "X-Tenant"),
                    new Rate(10, Rate.Period.S),
                    null,
                    null,
                    null)),
            Map.entry(
                "per-subject",
                new LimitConfig(
                    new LimitBy(LimitBy.Kind.JWT, "sub"),
                    null,
                    null,
                    new Rate(1, Rate.Period.H),
                    null)));
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
                new AuthConfig(null, List.of("team-a"), null, null, null, null, List.of()),
                CORS,
                new PathConfig("/v1"),
                new HeaderEditsConfig(
                    Map.of("Host", new Secret("inner"), "X-Env", new Secret("${prod}")),
                    List.of("Cookie")),
                new HeaderEditsConfig(
                    Map.of("Access-Control-Allow-Origin", new Secret("*")),
                    List.of("Server", "Via")),
                List.of("per-key", "per-tenant"),
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
                new ModeConfig(Enforcement.ENFORCE, Enforcement.ENFORCE)));
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
