package dev.headgate.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.List;

/**
 * {@code POST /reload}: reads the file again and puts it in force; with {@code ?dry_run=true} it
 * only tells what would become of that.
 *
 * @param gateway does
 */
public record ReloadEndpoint(Operations gateway) implements Endpoint {
  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/reload";
  }

  @Override
  public Answer handle(AdminRequest request) {
    String query = request.head().query();
    if (!query.isEmpty() && !query.equals("?dry_run=true")) {
      return Answer.error(
          StatusCodes.BAD_REQUEST, "found " + query + ", expected ?dry_run=true or nothing");
    }
    ReloadResult result = gateway.reload(!query.isEmpty());
    boolean refused = result.kind() == ReloadResult.Kind.REFUSED;
    return Answer.json(
        refused ? StatusCodes.UNPROCESSABLE_ENTITY : StatusCodes.OK,
        json -> {
          json.writeStringField("result", result.kind().word());
          json.writeStringField("version", result.version());
          list(json, "changes", result.changes());
          list(json, "needs_restart", result.needsRestart());
          list(json, "problems", result.problems());
        });
  }

  private static void list(JsonGenerator json, String name, List<String> lines) throws IOException {
    json.writeArrayFieldStart(name);
    for (String line : lines) {
      json.writeString(line);
    }
    json.writeEndArray();
  }
}
