package dev.headgate.config.view;

import dev.headgate.config.binding.Key;
import dev.headgate.config.binding.Records;
import dev.headgate.config.binding.ScalarReader;
import dev.headgate.config.binding.Shape;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.yaml.KeyPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says, as the tree of the file's own keys. What stands in a list and has a
 * name is addressed by it, so that a path means the same in two files.
 */
sealed interface ConfigTree {
  /** Where it stands, such as {@code routes.claude.timeouts.stall}. */
  String path();

  /**
   * One value, or a list of such.
   *
   * @param rule what its texts match besides; null where nothing more is wanted
   */
  record Leaf(String path, Object value, @Nullable TextRule rule) implements ConfigTree {}

  /**
   * A block of keys, of names, or of items.
   *
   * @param parts by key, name or index
   * @param isList whether the file has a list here
   */
  record Branch(String path, Map<String, ConfigTree> parts, boolean isList) implements ConfigTree {}

  /** The tree of that configuration. */
  static Branch of(GatewayConfig config) {
    return block(Shape.of(GatewayConfig.class), config, "");
  }

  private static ConfigTree of(Shape shape, Object value, String path) {
    return switch (shape) {
      case Shape.One(ScalarReader<?> reader) -> new Leaf(path, value, reader.rule());
      case Shape.Block block -> block(block, (Record) value, path);
      case Shape.Items(Shape.Block item, boolean _, boolean _) ->
          items(item, (List<?>) value, path);
      case Shape.Items(Shape item, boolean _, boolean _) ->
          new Leaf(path, value, item instanceof Shape.One one ? one.reader().rule() : null);
      case Shape.Named(TextRule _, Shape inner, boolean _) -> {
        Map<String, ConfigTree> parts = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach((name, part) -> {
              String key = String.valueOf(name);
              parts.put(key, of(inner, Objects.requireNonNull(part), KeyPath.join(path, key)));
            });
        yield new Branch(path, parts, false);
      }
    };
  }

  private static Branch block(Shape.Block block, Record record, String path) {
    Map<String, ConfigTree> parts = new LinkedHashMap<>();
    for (Key key : block.keys()) {
      Object value = Records.read(record, key.component().getName());
      if (value != null && !isAbsent(key.shape(), value)) {
        parts.put(key.name(), of(key.shape(), value, KeyPath.join(path, key.name())));
      }
    }
    return new Branch(path, parts, false);
  }

  /** A list that the file may not leave empty is absent where it is. */
  private static boolean isAbsent(Shape shape, Object value) {
    return switch (shape) {
      case Shape.Items list -> list.atLeastOne() && ((List<?>) value).isEmpty();
      case Shape.Named map -> map.atLeastOne() && ((Map<?, ?>) value).isEmpty();
      default -> false;
    };
  }

  private static Branch items(Shape.Block item, List<?> values, String path) {
    Map<String, ConfigTree> parts = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Record record = (Record) values.get(i);
      Object name = item.key("name") == null ? null : Records.read(record, "name");
      String part = name == null ? String.valueOf(i) : name.toString();
      parts.put(
          part,
          block(item, record, name == null ? KeyPath.item(path, i) : KeyPath.join(path, part)));
    }
    return new Branch(path, parts, true);
  }
}
