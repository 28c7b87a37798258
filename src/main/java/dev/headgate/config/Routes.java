package dev.headgate.config;

import java.util.List;
import java.util.stream.IntStream;

/** Where the routes stand in what was read. */
final class Routes {
  private Routes() {}

  /** The path of each route, in the file's order. */
  static List<String> paths(Bindings bindings) {
    return IntStream.range(0, bindings.items("routes"))
        .mapToObj(i -> Bindings.item("routes", i))
        .toList();
  }
}
