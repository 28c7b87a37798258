package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * Headgate's image in a container, as docker/README.md has it run: nothing can be written, no right
 * is left, and little memory is given.
 */
final class HeadgateContainer extends GenericContainer<HeadgateContainer> {
  private static final Path DOCKERFILE = Path.of("docker/Dockerfile");
  private static final Pattern HEALTH_CHECK = Pattern.compile("HEALTHCHECK [^\\[]*CMD (\\[.*])");
  private static final int PORT = 8080;
  private static final long MEMORY_BYTES = 256L << 20;

  private HeadgateContainer(String yaml) {
    super(NeedsImage.NAME);
    withExposedPorts(PORT);
    withExtraHost(Nginx.HOST, Nginx.addressOfThisMachine());
    withFileSystemBind(file(yaml).toString(), "/etc/headgate/gateway.yaml", BindMode.READ_ONLY);
    withCreateContainerCmdModifier(command ->
        Objects.requireNonNull(command.getHostConfig())
            .withReadonlyRootfs(true)
            .withCapDrop(Capability.ALL)
            .withSecurityOpts(List.of("no-new-privileges"))
            .withMemory(MEMORY_BYTES));
    waitingFor(Wait.forLogMessage(".*Headgate listens on .*", 1));
  }

  /** One with that file, which listens. */
  static HeadgateContainer start(String yaml) {
    HeadgateContainer container = new HeadgateContainer(yaml);
    container.start();
    return container;
  }

  /** The file is read by another user than the one who writes it. */
  private static Path file(String yaml) {
    try {
      Path file =
          Files.createTempFile(
              "gateway",
              ".yaml",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
      file.toFile().deleteOnExit();
      return Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return getMappedPort(PORT);
  }

  /** How it is run. */
  InspectContainerResponse inspected() {
    return getDockerClient().inspectContainerCmd(getContainerId()).exec();
  }

  /** What a command in it prints, and ends with. */
  ExecResult exec(String... command) {
    try {
      return execInContainer(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs the image's own health check; its exit code. */
  int checkHealth() {
    return exec(healthCheck()).getExitCode();
  }

  /** As the Dockerfile says it: not every engine tells it of an image. */
  private static String[] healthCheck() {
    try {
      Matcher check = HEALTH_CHECK.matcher(Files.readString(DOCKERFILE));
      assertThat(check.find()).as("a health check").isTrue();
      return new ObjectMapper().readValue(check.group(1), String[].class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void signal(String name) {
    getDockerClient().killContainerCmd(getContainerId()).withSignal(name).exec();
  }

  /** What its process ended with, once it did. */
  long exitCode() {
    Waiting.until(
        "the container ended", () -> !Boolean.TRUE.equals(inspected().getState().getRunning()));
    return Objects.requireNonNull(inspected().getState().getExitCodeLong());
  }

  /** Returns once it told that. */
  void awaitTold(String sentence) {
    Wait.forLogMessage(".*" + sentence + ".*\\n", 1)
        .withStartupTimeout(Duration.ofSeconds(GatewayFixture.PATIENCE_SECONDS))
        .waitUntilReady(this);
  }
}
