package dev.headgate.config.binding;

import dev.headgate.config.yaml.Location;
import dev.headgate.config.yaml.Quote;
import dev.headgate.config.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read at each path, so that what holds between blocks is checked also where other parts
 * of the file are wrong.
 */
public final class Bindings {
  private final Map<String, YamlNode> nodes = new HashMap<>();
  private final Map<String, Object> values = new HashMap<>();

  void seen(String path, YamlNode node) {
    nodes.put(path, node);
  }

  void bound(String path, Object value) {
    values.put(path, value);
  }

  /** The value at that path, its own or inherited; empty where it is wrong or absent. */
  public <T> Optional<T> value(String path, Class<T> type) {
    Object value = values.get(path);
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /** What the file itself has at that path. */
  public @Nullable YamlNode node(String path) {
    return nodes.get(path);
  }

  /** Whether the value at that path is written there, and not behind a reference. */
  public boolean isLiteral(String path) {
    return nodes.get(path) instanceof YamlNode.Scalar scalar && !scalar.text().contains("${");
  }

  /** Where that path, or what encloses it, begins. */
  public Location at(String path) {
    YamlNode node = nodes.get(path);
    if (node != null) {
      return node.at();
    }
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return path.isEmpty() ? Location.WHOLE_FILE : at(path.substring(0, Math.max(end, 0)));
  }

  /** How many items the list at that path has, sound or not. */
  public int items(String path) {
    return nodes.get(path) instanceof YamlNode.Sequence list ? list.items().size() : 0;
  }

  /** The keys of the block at that path, sound or not. */
  public List<YamlNode.Scalar> keys(String path) {
    return nodes.get(path) instanceof YamlNode.Mapping block
        ? block.entries().stream().map(YamlNode.Entry::key).toList()
        : List.of();
  }

  /** The text at that path as the file has it, references and all. */
  public String raw(String path) {
    return nodes.get(path) instanceof YamlNode.Scalar scalar
        ? Quote.text(scalar.text())
        : "nothing";
  }
}
