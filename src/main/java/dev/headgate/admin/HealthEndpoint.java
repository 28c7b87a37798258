package dev.headgate.admin;

import io.undertow.util.StatusCodes;

/** {@code /healthz}: the process lives. */
public final class HealthEndpoint implements Endpoint {
  @Override
  public String path() {
    return "/healthz";
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
    return Answer.text(StatusCodes.OK, "ok");
  }
}
