package dev.headgate.config.view;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.binding.Key;
import dev.headgate.config.binding.Shape;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.RouteConfig;
import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Where the values of the routes come from: their own keys, the defaults, or neither. */
public final class Sources {
  /** Who says a value. */
  public enum Source {
    /** The route itself. */
    ROUTE,
    /** The file's {@code defaults}. */
    DEFAULTS,
    /** Nothing in the file. */
    BUILT_IN
  }

  /**
   * A value of a route.
   *
   * @param key within the route, such as {@code timeouts.stall}
   * @param value as the file writes it; a secret is {@code ***}
   * @param line where the file says so; 0 where it does not
   */
  public record Sourced(String key, String value, Source source, int line) {}

  private static final String ROUTES = "routes";
  private static final String DEFAULTS = "defaults";
  private static final Shape.Block ROUTE = Shape.of(RouteConfig.class);

  private final ConfigTree.Branch routes;
  private final Bindings bindings;

  /** Of that configuration, and of where it was read. */
  public Sources(GatewayConfig config, Bindings bindings) {
    this.routes =
        (ConfigTree.Branch) Objects.requireNonNull(ConfigTree.of(config).parts().get(ROUTES));
    this.bindings = bindings;
  }

  /** Every value of the route of that name, in the order of the language. */
  public List<Sourced> of(String route) {
    List<String> names = List.copyOf(routes.parts().keySet());
    List<Sourced> values = new ArrayList<>();
    ConfigTree tree = routes.parts().get(route);
    if (tree != null) {
      add(tree, tree.path(), KeyPath.item(ROUTES, names.indexOf(route)), values);
    }
    return List.copyOf(values);
  }

  /** Where the route of that name begins. */
  public int lineOf(String route) {
    int index = List.copyOf(routes.parts().keySet()).indexOf(route);
    return bindings.at(KeyPath.item(ROUTES, index)).line();
  }

  private void add(ConfigTree part, String named, String indexed, List<Sourced> values) {
    switch (part) {
      case ConfigTree.Leaf leaf -> {
        String key = leaf.path().substring(named.length());
        values.add(sourced(key, EffectiveConfig.line(leaf), indexed));
      }
      case ConfigTree.Branch branch ->
          branch.parts().values().forEach(inner -> add(inner, named, indexed, values));
    }
  }

  /** A key begins with a dot here. */
  private Sourced sourced(String key, String value, String route) {
    YamlNode own = bindings.node(route + key);
    YamlNode base = isReplaced(key, route) ? null : bindings.node(DEFAULTS + key);
    String name = key.substring(1);
    if (own != null) {
      return new Sourced(name, value, Source.ROUTE, own.at().line());
    }
    return base == null
        ? new Sourced(name, value, Source.BUILT_IN, 0)
        : new Sourced(name, value, Source.DEFAULTS, base.at().line());
  }

  /** A choice of the route's own takes nothing from that of the defaults. */
  private boolean isReplaced(String key, String route) {
    String block = key.substring(1).split("\\.", 2)[0];
    Key first = ROUTE.key(block);
    return first != null
        && first.shape() instanceof Shape.Block choice
        && !choice.exactlyOne().isEmpty()
        && bindings.node(KeyPath.join(route, block)) != null;
  }
}
