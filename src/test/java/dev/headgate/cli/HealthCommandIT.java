package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code headgate health}, of gateways that run and of what is none. */
class HealthCommandIT {
  private static final String YAML =
      """
      version: 1
      listen: { address: "127.0.0.1:0", drain: { unready_first: 20s } }
      admin: { address: "127.0.0.1:0" }
      upstreams: { demo: { url: "builtin:demo" } }
      routes: [{ name: a, match: /*, to: demo, auth: none }]
      """;

  private static CommandRun health(int port, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "health";
    arguments[1] = "127.0.0.1:" + port;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandRun.of(arguments);
  }

  @Test
  void gatewayThatDrainsIsWellButNotReady() {
    try (GatewayFixture gateway = GatewayFixture.start(YAML)) {
      int port = Objects.requireNonNull(gateway.gateway().adminAddress()).getPort();
      assertThat(health(port)).isEqualTo(new CommandRun(0, "ok\n", ""));
      assertThat(health(port, "--ready")).isEqualTo(new CommandRun(0, "ready\n", ""));

      gateway.gateway().drain();

      assertThat(health(port)).isEqualTo(new CommandRun(0, "ok\n", ""));
      assertThat(health(port, "--ready")).isEqualTo(new CommandRun(1, "", "not ready\n"));
    }
  }

  @Test
  void nobodyIsNotWell() {
    assertThat(health(1))
        .isEqualTo(
            new CommandRun(1, "", "no gateway answers on 127.0.0.1:1: Connection refused\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n\r\n", "SSH-2.0-OpenSSH\r\n"})
  void whatAnswersLikeNoGatewayIsNotWell(String answer) {
    try (HandUpstream other = HandUpstream.start()) {
      CompletableFuture<CommandRun> asked =
          CompletableFuture.supplyAsync(() -> health(other.port()));
      try (RawConnection connection = other.next()) {
        connection.readHead();
        connection.send(answer);
      }
      CommandRun run = asked.join();
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).isEqualTo("what answers is no gateway's admin listener\n");
    }
  }
}
