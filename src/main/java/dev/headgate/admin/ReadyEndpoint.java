package dev.headgate.admin;

import io.undertow.util.StatusCodes;
import java.util.function.BooleanSupplier;

/**
 * {@code /readyz}: whether the gateway wants traffic.
 *
 * @param ready says so
 */
public record ReadyEndpoint(BooleanSupplier ready) implements Endpoint {
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
    return ready.getAsBoolean()
        ? Answer.text(StatusCodes.OK, "ready")
        : Answer.text(StatusCodes.SERVICE_UNAVAILABLE, "not ready");
  }
}
