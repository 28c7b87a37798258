package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.HandUpstream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Container.ExecResult;

/** Headgate's image, run as an operator runs it. */
@NeedsImage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadgateContainerIT {
  private static final String USER = "10001";

  private final HandUpstream app = HandUpstream.startOnEveryAddress();
  private final HeadgateContainer gateway = HeadgateContainer.start(yaml("127.0.0.1:9901"));

  private String yaml(String adminAddress) {
    return """
    version: 1
    listen: { address: 0.0.0.0:8080, drain: { unready_first: off } }
    admin: { address: "%s" }
    upstreams: { app: { url: "http://%s:%d" } }
    routes: [{ name: app, match: /*, to: app, auth: none }]
    """
        .formatted(adminAddress, Nginx.HOST, app.port());
  }

  @AfterAll
  void stop() {
    gateway.stop();
    app.close();
  }

  @Test
  void runsAsNobodyAndWritesNothing() {
    assertThat(gateway.inspected().getConfig().getUser()).isEqualTo(USER + ":" + USER);
    assertThat(gateway.exec("id", "-u").getStdout()).isEqualTo(USER + "\n");
    assertThat(gateway.exec("touch", "/opt/headgate/anything").getStderr())
        .contains("Read-only file system");
  }

  @Test
  void eachEventPassesBeforeTheNextIsSent() {
    try (HandPlayedStream stream = HandPlayedStream.open(gateway.port(), app)) {
      for (int i = 0; i < 20; i++) {
        stream.pass("data: " + i + "\n\n");
      }
      stream.end();
    }
  }

  @Test
  void theAppsWorkEndsWhenTheClientLeaves() {
    try (HandPlayedStream stream = HandPlayedStream.open(gateway.port(), app)) {
      stream.pass("data: 1\n\n");
      stream.client().reset();

      assertThat(stream.app().read()).isEqualTo(-1);
    }
  }

  @Test
  void healthCheckTellsWhetherTheGatewayAnswers() {
    assertThat(gateway.checkHealth()).isZero();

    try (HeadgateContainer elsewhere = HeadgateContainer.start(yaml("127.0.0.1:9902"))) {
      assertThat(elsewhere.checkHealth()).isEqualTo(1);
    }
  }

  @Test
  void terminationLetsAStreamEndAndIsNoFailure() {
    try (HeadgateContainer ending = HeadgateContainer.start(yaml("127.0.0.1:9901"));
        HandPlayedStream stream = HandPlayedStream.open(ending.port(), app)) {
      stream.pass("data: 1\n\n");

      ending.signal("TERM");
      ending.awaitTold("drain: 1 exchange");
      assertThat(ending.checkHealth()).isZero();
      stream.pass("data: 2\n\n");
      stream.end();

      assertThat(ending.exitCode()).isZero();
      assertThat(ending.getLogs()).contains("1 finished, 0 cut");
    }
  }

  /** With this mode Java refuses to start where it cannot use the cache. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseG1GC"})
  void startsFromTheCacheOfItsTraining(String collector) {
    ExecResult ran =
        gateway.exec(
            "/opt/headgate/runtime/bin/java",
            collector,
            "-XX:AOTMode=on",
            "-XX:AOTCache=/opt/headgate/headgate.aot",
            "-jar",
            "/opt/headgate/headgate.jar",
            "--version");

    assertThat(ran.getStderr()).isEmpty();
    assertThat(ran.getStdout()).startsWith("headgate ");
    assertThat(ran.getExitCode()).isZero();
  }
}
