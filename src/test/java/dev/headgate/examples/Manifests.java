package dev.headgate.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The objects of one file for Kubernetes. */
record Manifests(List<JsonNode> objects) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Manifests read(Path file) {
    List<JsonNode> objects = new ArrayList<>();
    new Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(Examples.text(file))
        .forEach(object -> objects.add(JSON.valueToTree(object)));
    return new Manifests(objects);
  }

  Stream<JsonNode> of(String kind) {
    return objects.stream().filter(object -> object.get("kind").asText().equals(kind));
  }

  /** The pods that its Deployments make, as their templates say. */
  Stream<JsonNode> pods() {
    return of("Deployment").map(deployment -> deployment.at("/spec/template"));
  }

  /** The pod in which the gateway is. */
  JsonNode gatewayPod() {
    return pods()
        .filter(pod -> containers(pod).anyMatch(c -> named(c, "headgate")))
        .findFirst()
        .orElseThrow();
  }

  /** The gateway's container. */
  JsonNode gateway() {
    return containers(gatewayPod()).filter(c -> named(c, "headgate")).findFirst().orElseThrow();
  }

  /** The gateway's configuration. */
  String gatewayYaml() {
    return of("ConfigMap").findFirst().orElseThrow().at("/data/gateway.yaml").asText();
  }

  /** All containers of a pod, in the order in which they begin. */
  static Stream<JsonNode> containers(JsonNode pod) {
    return Stream.concat(
        elements(pod.at("/spec/initContainers")), elements(pod.at("/spec/containers")));
  }

  static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static boolean named(JsonNode object, String name) {
    return object.path("name").asText().equals(name);
  }
}
