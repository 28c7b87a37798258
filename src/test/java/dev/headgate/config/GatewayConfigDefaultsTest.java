package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.BuffersConfig;
import dev.headgate.config.block.DefaultsConfig;
import dev.headgate.config.block.DrainConfig;
import dev.headgate.config.block.Enforcement;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.HeaderEditsConfig;
import dev.headgate.config.block.HeartbeatConfig;
import dev.headgate.config.block.HeartbeatStyle;
import dev.headgate.config.block.ListenConfig;
import dev.headgate.config.block.ListenLimitsConfig;
import dev.headgate.config.block.MatchConfig;
import dev.headgate.config.block.ModeConfig;
import dev.headgate.config.block.OnDisconnectConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.block.UpstreamConfig;
import dev.headgate.config.block.UpstreamProtocol;
import dev.headgate.config.block.UsageConfig;
import dev.headgate.config.value.ByteSize;
import dev.headgate.config.value.DialectName;
import dev.headgate.config.value.FlushWindow;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.value.Patience;
import dev.headgate.config.value.SizeLimit;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.config.value.UpstreamUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayConfigDefaultsTest {
  private static final TimeoutsConfig TIMEOUTS =
      new TimeoutsConfig(
          TimeLimit.of(Duration.ofSeconds(3)),
          TimeLimit.of(Duration.ofSeconds(180)),
          TimeLimit.of(Duration.ofSeconds(180)),
          TimeLimit.of(Duration.ofSeconds(120)),
          TimeLimit.OFF,
          TimeLimit.of(Duration.ofSeconds(30)),
          TimeLimit.of(Duration.ofMinutes(30)));
  private static final HeartbeatConfig HEARTBEAT =
      new HeartbeatConfig(
          TimeLimit.of(Duration.ofSeconds(15)), HeartbeatStyle.AUTO, Patience.ENDLESS);
  private static final BuffersConfig BUFFERS =
      new BuffersConfig(new ByteSize(256 * 1024), new ByteSize(1024 * 1024));
  private static final UsageConfig USAGE = new UsageConfig(false, false);
  private static final ModeConfig MODE = new ModeConfig(Enforcement.ENFORCE, Enforcement.ENFORCE);
  private static final SizeLimit BODY_MAX = new SizeLimit(10 * 1024 * 1024);

  private static final DrainConfig DRAIN =
      new DrainConfig(TimeLimit.of(Duration.ofSeconds(5)), TimeSpan.of(Duration.ofMinutes(10)));
  private static final ListenLimitsConfig LIMITS =
      new ListenLimitsConfig(
          ByteSize.ofKib(16),
          ByteSize.ofKib(8),
          100,
          TimeLimit.of(Duration.ofSeconds(10)),
          TimeLimit.of(Duration.ofSeconds(30)),
          TimeLimit.of(Duration.ofSeconds(75)),
          32_768,
          16_384,
          256);

  private static final RouteConfig ROUTE =
      new RouteConfig(
          "demo",
          new MatchConfig("/*", List.of(), List.of(), Map.of()),
          "demo",
          AuthConfig.NONE,
          null,
          null,
          new HeaderEditsConfig(Map.of(), List.of()),
          new HeaderEditsConfig(Map.of(), List.of()),
          List.of(),
          TIMEOUTS,
          HEARTBEAT,
          OnDisconnectConfig.CANCEL,
          FlushWindow.IMMEDIATE,
          BUFFERS,
          BODY_MAX,
          USAGE,
          MODE);

  @TempDir Path folder;

  @Test
  void smallestFileMeansTheWholeRecord() {
    GatewayConfig config = Sample.in(folder).config(Sample.withRoute(""));
    assertThat(config)
        .isEqualTo(
            new GatewayConfig(
                1,
                new ListenConfig(
                    new HostPort("0.0.0.0", 8080), null, List.of(), DRAIN, null, LIMITS),
                null,
                new DefaultsConfig(
                    null,
                    List.of(),
                    TIMEOUTS,
                    HEARTBEAT,
                    OnDisconnectConfig.CANCEL,
                    FlushWindow.IMMEDIATE,
                    BUFFERS,
                    BODY_MAX,
                    USAGE,
                    MODE),
                List.of(),
                null,
                List.of(),
                Map.of(),
                null,
                null,
                Map.of(
                    "demo",
                    new UpstreamConfig(
                        new UpstreamUrl.Demo(),
                        List.of(),
                        DialectName.AUTO,
                        UpstreamProtocol.HTTP1,
                        null,
                        Map.of())),
                List.of(ROUTE)));
  }

  @Test
  void defaultsReachEveryRouteKeyByKey() {
    GatewayConfig config =
        Sample.in(folder)
            .config(
                """
                version: 1
                defaults:
                  auth: none
                  timeouts: { headers: 5m, max_duration: off }
                  body_max: 1KiB
                upstreams: { demo: { url: builtin:demo } }
                routes:
                  - { name: own, match: /own, to: demo, timeouts: { headers: 7s } }
                  - { name: rest, match: /*, to: demo, body_max: 2KiB }
                """);
    RouteConfig own = config.routes().get(0);
    RouteConfig rest = config.routes().get(1);
    assertThat(own.timeouts())
        .hasToString(
            "TimeoutsConfig[connect=3s, headers=7s, firstToken=3m, stall=2m, stallContent=off,"
                + " clientWrite=30s, maxDuration=off]");
    assertThat(rest.timeouts())
        .hasToString(
            "TimeoutsConfig[connect=3s, headers=5m, firstToken=3m, stall=2m, stallContent=off,"
                + " clientWrite=30s, maxDuration=off]");
    assertThat(own.bodyMax()).hasToString("1KiB");
    assertThat(rest.bodyMax()).hasToString("2KiB");
    assertThat(own.auth()).isEqualTo(AuthConfig.NONE);
  }
}
