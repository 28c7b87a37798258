package dev.headgate.config.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.config.block.GatewayConfig;
import java.util.ArrayList;
import java.util.List;

/** What a configuration says once every default is filled in. Secrets never show. */
public final class EffectiveConfig {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * One value.
   *
   * @param path such as {@code routes.claude.timeouts.stall}
   * @param value as the file writes it, such as {@code 2m}; a secret is {@code ***}
   */
  public record Entry(String path, String value) {}

  private final ConfigTree.Branch tree;

  private EffectiveConfig(ConfigTree.Branch tree) {
    this.tree = tree;
  }

  /** What that configuration says. */
  public static EffectiveConfig of(GatewayConfig config) {
    return new EffectiveConfig(ConfigTree.of(config));
  }

  /** In the shape of the file: every key that has a value. */
  public JsonNode toJson() {
    return json(tree);
  }

  /** The same as a text that is pleasant to read. */
  public String toText() {
    return toJson().toPrettyString();
  }

  /** Every value, in the order of the language. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    add(tree, entries);
    return List.copyOf(entries);
  }

  private static void add(ConfigTree part, List<Entry> entries) {
    switch (part) {
      case ConfigTree.Leaf leaf -> entries.add(new Entry(leaf.path(), line(leaf)));
      case ConfigTree.Branch branch ->
          branch.parts().values().forEach(inner -> add(inner, entries));
    }
  }

  /** A value on one line. */
  static String line(ConfigTree.Leaf leaf) {
    return Written.line(leaf.value(), leaf.rule());
  }

  private static JsonNode json(ConfigTree part) {
    return switch (part) {
      case ConfigTree.Leaf leaf -> json(leaf, leaf.value());
      case ConfigTree.Branch branch when branch.isList() -> {
        ArrayNode list = JSON.arrayNode();
        branch.parts().values().forEach(item -> list.add(json(item)));
        yield list;
      }
      case ConfigTree.Branch branch -> {
        ObjectNode block = JSON.objectNode();
        branch.parts().forEach((key, inner) -> block.set(key, json(inner)));
        yield block;
      }
    };
  }

  private static JsonNode json(ConfigTree.Leaf leaf, Object value) {
    return switch (value) {
      case List<?> list -> {
        ArrayNode items = JSON.arrayNode();
        list.forEach(item -> items.add(json(leaf, item)));
        yield items;
      }
      case Boolean literal -> JSON.booleanNode(literal);
      case Integer number -> JSON.numberNode(number);
      default -> JSON.textNode(Written.text(value, leaf.rule()));
    };
  }
}
