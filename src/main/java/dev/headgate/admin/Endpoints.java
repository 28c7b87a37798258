package dev.headgate.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that can be asked of one listener; {@code /endpoints} lists it. */
final class Endpoints implements Endpoint {
  private final List<Endpoint> all;

  Endpoints(List<Endpoint> all) {
    List<Endpoint> more = new ArrayList<>(all);
    more.add(this);
    this.all = List.copyOf(more);
  }

  @Override
  public String path() {
    return "/endpoints";
  }

  @Override
  public Answer handle(AdminRequest request) {
    return Answer.json(this::list);
  }

  /** Those on that path. */
  List<Endpoint> at(String path) {
    return all.stream().filter(endpoint -> isAt(endpoint, path)).toList();
  }

  private static boolean isAt(Endpoint endpoint, String path) {
    if (!endpoint.path().endsWith(Endpoint.VARIABLE)) {
      return endpoint.path().equals(path);
    }
    String variable = variable(endpoint, path);
    return path.startsWith(front(endpoint)) && !variable.isEmpty() && variable.indexOf('/') < 0;
  }

  /** What that path has in place of the endpoint's variable; empty where it has none. */
  static String variable(Endpoint endpoint, String path) {
    return endpoint.path().endsWith(Endpoint.VARIABLE)
        ? path.substring(Math.min(front(endpoint).length(), path.length()))
        : "";
  }

  private static String front(Endpoint endpoint) {
    return endpoint.path().replace(Endpoint.VARIABLE, "");
  }

  /** The one among them for that method. */
  static Optional<Endpoint> forMethod(List<Endpoint> endpoints, String method) {
    String asked = method.equals("HEAD") ? "GET" : method;
    return endpoints.stream().filter(endpoint -> endpoint.method().equals(asked)).findFirst();
  }

  /** What else may be asked on a path that has those. */
  static Answer wrongMethod(List<Endpoint> endpoints) {
    Set<String> methods = new LinkedHashSet<>();
    for (Endpoint endpoint : endpoints) {
      methods.add(endpoint.method());
      if (endpoint.method().equals("GET")) {
        methods.add("HEAD");
      }
    }
    String allow = String.join(", ", methods);
    return Answer.error(StatusCodes.METHOD_NOT_ALLOWED, "here may be asked: " + allow)
        .with("Allow", allow);
  }

  /** What there is, for who asks for something else. */
  Answer notFound() {
    return Answer.json(
        StatusCodes.NOT_FOUND,
        json -> {
          json.writeStringField("error", "there is no such thing here");
          list(json);
        });
  }

  private void list(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("endpoints");
    for (Endpoint endpoint : all) {
      if (!(endpoint instanceof PageFile)) {
        json.writeString(endpoint.method() + " " + endpoint.path());
      }
    }
    json.writeEndArray();
  }
}
