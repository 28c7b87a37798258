package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.config.block.GatewayConfig;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for each manifest: to Kubernetes, to the gateway in it, and within itself. */
@ParameterizedClass
@ValueSource(strings = {"sidecar.yaml", "deployment.yaml"})
class KubernetesExampleTest {
  private static final Path EXAMPLE = Examples.FOLDER.resolve("kubernetes");
  private static final Duration TO_SPARE = Duration.ofSeconds(10);
  private static final Pattern SECRET = Pattern.compile("/run/secrets/headgate/([a-z_.]+)");

  @TempDir Path folder;

  @Parameter
  @SuppressWarnings("NullAway.Init")
  String file;

  private Manifests manifests() {
    return Manifests.read(EXAMPLE.resolve(file));
  }

  private GatewayConfig config() {
    return Examples.valid(manifests().gatewayYaml(), folder).config();
  }

  private static void read(JsonNode object) throws IOException {
    String json = object.toString();
    switch (object.get("kind").asText()) {
      case "ConfigMap" -> V1ConfigMap.fromJson(json);
      case "Deployment" -> V1Deployment.fromJson(json);
      case "Service" -> V1Service.fromJson(json);
      case "PodDisruptionBudget" -> V1PodDisruptionBudget.fromJson(json);
      default -> throw new IllegalArgumentException(object.get("kind").asText());
    }
  }

  @Test
  void everyFieldIsOneOfKubernetes() throws Exception {
    for (JsonNode object : manifests().objects()) {
      read(object);
    }
    JsonNode wrong = manifests().gatewayPod().deepCopy();
    assertThatThrownBy(
            () -> V1Deployment.fromJson("{\"kind\":\"Deployment\",\"spec\":" + wrong + "}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void configurationIsWarnedOfNothing() {
    assertThat(Examples.valid(manifests().gatewayYaml(), folder).warnings()).isEmpty();
  }

  @Test
  void graceIsLongerThanTheDrain() {
    var drain = config().listen().drain();
    long grace = manifests().gatewayPod().at("/spec/terminationGracePeriodSeconds").asLong();
    assertThat(Duration.ofSeconds(grace))
        .isGreaterThanOrEqualTo(
            Duration.ofNanos(drain.unreadyFirst().nanos())
                .plusNanos(drain.atMost().nanos())
                .plus(TO_SPARE));
  }

  @Test
  void probesAskWhereTheGatewayAnswersThem() {
    JsonNode gateway = manifests().gateway();
    var admin = Objects.requireNonNull(config().admin()).address();
    assertThat(admin.host()).isEqualTo("0.0.0.0");
    assertThat(port(gateway, "admin")).isEqualTo(admin.port());
    assertThat(port(gateway, "http")).isEqualTo(config().listen().address().port());
    assertThat(gateway.at("/readinessProbe/httpGet").toString())
        .isEqualTo("{\"path\":\"/readyz\",\"port\":\"admin\"}");
    assertThat(gateway.at("/livenessProbe/httpGet").toString())
        .isEqualTo("{\"path\":\"/healthz\",\"port\":\"admin\"}");
  }

  private static int port(JsonNode container, String name) {
    return Manifests.elements(container.get("ports"))
        .filter(port -> Manifests.named(port, name))
        .findFirst()
        .orElseThrow()
        .get("containerPort")
        .asInt();
  }

  @Test
  void gatewayReadsTheFileThatIsMounted() {
    JsonNode gateway = manifests().gateway();
    assertThat(Manifests.elements(gateway.get("args")).map(JsonNode::asText))
        .containsExactly("run", "-c", "/etc/headgate/gateway.yaml", "--watch");
    assertThat(Manifests.elements(gateway.get("volumeMounts")))
        .filteredOn(mount -> Manifests.named(mount, "config"))
        .extracting(mount -> mount.get("mountPath").asText())
        .containsExactly("/etc/headgate");
  }

  @Test
  void everyVolumeIsThereAndMounted() {
    manifests()
        .pods()
        .forEach(pod -> {
          List<String> mounted =
              Manifests.containers(pod)
                  .flatMap(c -> Manifests.elements(c.path("volumeMounts")))
                  .map(mount -> mount.get("name").asText())
                  .toList();
          List<String> volumes =
              Manifests.elements(pod.at("/spec/volumes")).map(v -> v.get("name").asText()).toList();
          assertThat(volumes).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(mounted);
        });
  }

  /** What the manifest does not bring itself, the README says how to make. */
  @Test
  void whatIsNotInTheManifestIsMadeByTheReadme() {
    String readme = Examples.text(EXAMPLE.resolve("README.md"));
    List<String> brought =
        manifests().of("ConfigMap").map(map -> map.at("/metadata/name").asText()).toList();
    manifests()
        .pods()
        .flatMap(pod -> Manifests.elements(pod.at("/spec/volumes")))
        .map(volume -> volume.at("/configMap/name").asText())
        .filter(name -> !name.isEmpty() && !brought.contains(name))
        .forEach(name -> assertThat(readme).contains("kubectl create configmap " + name + " "));
    assertThat(readme).contains("kubectl create secret generic headgate ");
    assertThat(secrets()).allSatisfy(secret -> assertThat(readme).contains(secret));
  }

  private Stream<String> secrets() {
    return SECRET
        .matcher(manifests().gatewayYaml())
        .results()
        .map((MatchResult found) -> found.group(1))
        .map(name ->
            name.endsWith(".yaml") ? "--from-file=" + name : "--from-literal=" + name + "=");
  }

  @Test
  void labelsAndPortsLeadToEachOther() {
    manifests()
        .of("Deployment")
        .forEach(deployment ->
            assertThat(deployment.at("/spec/selector/matchLabels"))
                .isEqualTo(deployment.at("/spec/template/metadata/labels")));
    manifests()
        .of("PodDisruptionBudget")
        .forEach(budget -> podOf(budget.at("/spec/selector/matchLabels")));
    manifests()
        .of("Service")
        .forEach(service -> {
          JsonNode pod = podOf(service.at("/spec/selector"));
          String target = service.at("/spec/ports/0/targetPort").asText();
          assertThat(
                  Manifests.containers(pod)
                      .flatMap(c -> Manifests.elements(c.path("ports")))
                      .filter(port -> Manifests.named(port, target)))
              .hasSize(1);
        });
  }

  private JsonNode podOf(JsonNode labels) {
    return manifests()
        .pods()
        .filter(pod -> pod.at("/metadata/labels").equals(labels))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void noContainerMayMoreThanItNeeds() {
    manifests()
        .pods()
        .forEach(pod -> {
          assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
          assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
          assertThat(pod.at("/spec/securityContext/seccompProfile/type").asText())
              .isEqualTo("RuntimeDefault");
          Manifests.containers(pod).forEach(KubernetesExampleTest::assertBounded);
        });
  }

  private static void assertBounded(JsonNode container) {
    assertThat(container.get("securityContext").toString())
        .isEqualTo(
            "{\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,"
                + "\"capabilities\":{\"drop\":[\"ALL\"]}}");
    assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
  }
}
