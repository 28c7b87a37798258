package dev.headgate.config.block;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.yaml.KeyPath;
import java.util.List;
import java.util.stream.IntStream;

/** Where the routes stand in what was read. */
public final class Routes {
  private Routes() {}

  /** The path of each route, in the file's order. */
  public static List<String> paths(Bindings bindings) {
    return IntStream.range(0, bindings.items("routes"))
        .mapToObj(i -> KeyPath.item("routes", i))
        .toList();
  }
}
