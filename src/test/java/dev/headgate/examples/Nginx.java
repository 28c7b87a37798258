package dev.headgate.examples;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.nginx.NginxContainer;
import org.testcontainers.utility.DockerImageName;

/** An nginx in a container, from which the servers of a test can be reached. */
final class Nginx {
  /** Pulled, or made by {@code .ci/nginx-image} where nothing can be pulled. */
  static final DockerImageName IMAGE = DockerImageName.parse("nginx:1.22.1");

  /** The name by which nginx reaches servers that listen on all addresses of this machine. */
  static final String HOST = "gw";

  private Nginx() {}

  /** An nginx that is not started yet, with one site. */
  static NginxContainer serving(String site) {
    return new NginxContainer(IMAGE)
        .withExtraHost(HOST, addressOfThisMachine())
        .withCopyToContainer(Transferable.of(site), "/etc/nginx/conf.d/default.conf");
  }

  /** Docker knows its own word for this machine; podman, in the versions of today's Debian, not. */
  static String addressOfThisMachine() {
    DockerClient engine = DockerClientFactory.instance().client();
    if (!String.valueOf(engine.versionCmd().exec().getComponents()).contains("Podman Engine")) {
      return "host-gateway";
    }
    var bridge = engine.inspectNetworkCmd().withNetworkId("bridge").exec();
    return bridge.getIpam().getConfig().getFirst().getGateway();
  }
}
