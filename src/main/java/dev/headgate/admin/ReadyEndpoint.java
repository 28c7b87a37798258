package dev.headgate.admin;

import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /readyz}: whether the gateway wants traffic, and which configuration is in force.
 *
 * @param gateway says so
 */
public record ReadyEndpoint(Operations gateway) implements Endpoint {
  @Override
  public String path() {
    return "/readyz";
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public Answer handle(AdminRequest request) {
    boolean ready = gateway.isReady();
    List<String> lines = new ArrayList<>(List.of(ready ? "ready" : "not ready"));
    lines.addAll(gateway.status());
    return Answer.text(
            ready ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE, String.join("\n", lines))
        .with("X-Headgate-Config", gateway.version());
  }
}
