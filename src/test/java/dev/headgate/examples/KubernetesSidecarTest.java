package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What holds for one of the manifests only. */
class KubernetesSidecarTest {
  private static Manifests read(String file) {
    return Manifests.read(Examples.FOLDER.resolve("kubernetes").resolve(file));
  }

  /** Kubernetes ends what stands among the containers first, and then what is begun before it. */
  @Test
  void appBeginsBeforeTheGatewayAndEndsBehindIt() {
    JsonNode pod = read("sidecar.yaml").gatewayPod();
    JsonNode app = pod.at("/spec/initContainers/0");
    assertThat(app.get("name").asText()).isEqualTo("app");
    assertThat(app.get("restartPolicy").asText()).isEqualTo("Always");
    assertThat(app.has("startupProbe")).isTrue();
    assertThat(Manifests.elements(pod.at("/spec/containers")))
        .extracting(container -> container.get("name").asText())
        .containsExactly("headgate");
    assertThat(read("sidecar.yaml").gatewayYaml())
        .contains("http://127.0.0.1:" + app.at("/ports/0/containerPort").asInt());
  }

  @Test
  void replicasCountInTheRedisBesideThem() {
    Manifests manifests = read("deployment.yaml");
    assertThat(manifests.of("Deployment").map(d -> d.at("/spec/replicas").asInt()))
        .containsExactly(3, 1);
    assertThat(
            manifests
                .of("Service")
                .map(service ->
                    "redis://%s:%d"
                        .formatted(
                            service.at("/metadata/name").asText(),
                            service.at("/spec/ports/0/port").asInt())))
        .anyMatch(url -> manifests.gatewayYaml().contains("store: { url: \"" + url + "\""));
  }
}
