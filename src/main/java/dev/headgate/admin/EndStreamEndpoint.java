package dev.headgate.admin;

import dev.headgate.proxy.LiveExchanges;
import io.undertow.util.StatusCodes;

/** {@code DELETE /streams/{id}}: ends an exchange, which its client is told. */
public record EndStreamEndpoint(LiveExchanges live) implements Endpoint {
  @Override
  public String method() {
    return "DELETE";
  }

  @Override
  public String path() {
    return "/streams/" + VARIABLE;
  }

  @Override
  public Answer handle(AdminRequest request) throws InterruptedException {
    String id = request.variable();
    return live.end(id)
        ? Answer.json(json -> {
          json.writeStringField("result", "ended");
          json.writeStringField("id", id);
        })
        : Answer.error(StatusCodes.NOT_FOUND, "no exchange that is under way has this id");
  }
}
