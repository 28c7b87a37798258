package dev.headgate.admin;

import io.undertow.util.StatusCodes;

/**
 * {@code POST /drain}: ends the gateway as SIGTERM does.
 *
 * @param gateway is ended
 */
public record DrainEndpoint(Operations gateway) implements Endpoint {
  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/drain";
  }

  @Override
  public Answer handle(AdminRequest request) {
    gateway.drain();
    return Answer.json(StatusCodes.ACCEPTED, json -> json.writeStringField("result", "draining"));
  }
}
