package dev.headgate.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code GET /config}: the configuration in force, defaults filled in and secrets masked.
 *
 * @param gateway has it
 */
public record ConfigEndpoint(Operations gateway) implements Endpoint {
  @Override
  public String path() {
    return "/config";
  }

  @Override
  public Answer handle(AdminRequest request) {
    return Answer.of("application/json", UTF_8.encode(gateway.config() + "\n"))
        .with("X-Headgate-Config", gateway.version());
  }
}
