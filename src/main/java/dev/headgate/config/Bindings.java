package dev.headgate.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read at each path, so that what holds between blocks is checked also where other parts
 * of the file are wrong.
 */
final class Bindings {
  // No dots: "a.url" as a name must not look like the key url of a.
  private static final String PLAIN_KEY = "[A-Za-z0-9_-]{1,64}";

  private final Map<String, YamlNode> nodes = new HashMap<>();
  private final Map<String, Object> values = new HashMap<>();

  /** The path of that key in the block at that path. */
  static String join(String path, String key) {
    String shown = key.matches(PLAIN_KEY) ? key : Quote.text(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** The path of a key, such as {@code timeouts.stall}, within the block at that path. */
  static String key(String path, String key) {
    return path + "." + key;
  }

  /** The path of that item in the list at that path. */
  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  void seen(String path, YamlNode node) {
    nodes.put(path, node);
  }

  void bound(String path, Object value) {
    values.put(path, value);
  }

  /** The value at that path, its own or inherited; empty where it is wrong or absent. */
  <T> Optional<T> value(String path, Class<T> type) {
    Object value = values.get(path);
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /** What the file itself has at that path. */
  @Nullable YamlNode node(String path) {
    return nodes.get(path);
  }

  /** Whether the value at that path is written there, and not behind a reference. */
  boolean isLiteral(String path) {
    return nodes.get(path) instanceof YamlNode.Scalar scalar && !scalar.text().contains("${");
  }

  /** Where that path, or what encloses it, begins. */
  Location at(String path) {
    YamlNode node = nodes.get(path);
    if (node != null) {
      return node.at();
    }
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return path.isEmpty() ? Location.WHOLE_FILE : at(path.substring(0, Math.max(end, 0)));
  }

  /** How many items the list at that path has, sound or not. */
  int items(String path) {
    return nodes.get(path) instanceof YamlNode.Sequence list ? list.items().size() : 0;
  }

  /** The keys of the block at that path, sound or not. */
  List<YamlNode.Scalar> keys(String path) {
    return nodes.get(path) instanceof YamlNode.Mapping block
        ? block.entries().stream().map(YamlNode.Entry::key).toList()
        : List.of();
  }

  /** The text at that path as the file has it, references and all. */
  String raw(String path) {
    return nodes.get(path) instanceof YamlNode.Scalar scalar
        ? Quote.text(scalar.text())
        : "nothing";
  }
}
