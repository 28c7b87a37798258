package dev.headgate.config.binding;

import dev.headgate.config.value.FileText;
import dev.headgate.config.value.KeysFile;
import dev.headgate.config.value.Rejection;
import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.Quote;
import dev.headgate.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns nodes into records. A key that is absent takes the value of the same key in the base, which
 * is how defaults work at every level. Null means that a problem was told.
 */
public final class Binder {
  private final Problems problems;
  private final References references;
  private final Bindings bindings = new Bindings();
  private final BlockBinder blocks;

  /** Reads nodes; what is wrong is told. */
  public Binder(Problems problems, References references) {
    this.problems = problems;
    this.references = references;
    this.blocks = new BlockBinder(this, problems);
  }

  /** What was read, and where. */
  public Bindings bindings() {
    return bindings;
  }

  /** The value of the node at that path. */
  public @Nullable Object bind(Shape shape, YamlNode node, String path, @Nullable Record base) {
    bindings.seen(path, node);
    Object value =
        switch (node) {
          case YamlNode.Refused _ -> null;
          case YamlNode.Scalar(_, _, YamlNode.Kind kind) when kind == YamlNode.Kind.NOTHING ->
              refuse(shape, node, path, "give it a value or leave the key out");
          default -> present(shape, node, path, base);
        };
    if (value != null) {
      bindings.bound(path, value);
    }
    return value;
  }

  private @Nullable Object present(Shape shape, YamlNode node, String path, @Nullable Record base) {
    return switch (shape) {
      case Shape.One(ScalarReader<?> reader) when node instanceof YamlNode.Scalar scalar ->
          scalar(reader, scalar, path);
      case Shape.Block block when node instanceof YamlNode.Mapping mapping ->
          blocks.bind(block, mapping, path, base);
      case Shape.Block block when node instanceof YamlNode.Scalar && block.shortForm() != null ->
          blocks.bindShort(block, node, path, base);
      case Shape.Items list when node instanceof YamlNode.Sequence sequence ->
          items(list, sequence, path, base);
      case Shape.Items list when node instanceof YamlNode.Scalar && list.orOne() -> {
        Object only = bind(list.item(), node, path, base);
        yield only == null ? null : List.of(only);
      }
      case Shape.Named map when node instanceof YamlNode.Mapping mapping ->
          named(map, mapping, path);
      case Shape.Items _ -> refuse(shape, node, path, "a list stands in brackets: [ ]");
      default -> refuse(shape, node, path, null);
    };
  }

  private @Nullable Object refuse(Shape shape, YamlNode node, String path, @Nullable String hint) {
    problems.add(node.at(), path, node.described(), shape.expected(), hint);
    return null;
  }

  private @Nullable Object scalar(ScalarReader<?> reader, YamlNode.Scalar scalar, String path) {
    YamlNode.Scalar resolved = references.resolve(scalar, path);
    if (resolved != null && reader.isFile() && reader.type().kinds().contains(resolved.kind())) {
      resolved = references.read(resolved.text(), scalar, path);
    }
    if (resolved == null) {
      return null;
    }
    try {
      return switch (reader.read(resolved)) {
        case FileText file -> references.read(file, scalar, path);
        case KeysFile file -> references.locate(file);
        case Object value -> value;
      };
    } catch (Rejection e) {
      // A hint may repeat the value, which is nobody's business once a reference gave it.
      String hint = resolved.kind() == scalar.kind() && !reader.isSecret() ? e.hint() : null;
      String found = reader.isSecret() ? "***" : Quote.text(scalar.text());
      problems.add(scalar.at(), path, found, String.valueOf(e.expected()), hint);
      return null;
    }
  }

  private @Nullable Object items(
      Shape.Items list, YamlNode.Sequence node, String path, @Nullable Record base) {
    if (list.atLeastOne() && node.items().isEmpty()) {
      problems.add(node.at(), path, "an empty list", list.expected());
      return null;
    }
    List<Object> values = new ArrayList<>();
    int index = 0;
    for (YamlNode item : node.items()) {
      Object value = bind(list.item(), item, KeyPath.item(path, index), base);
      index++;
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == node.items().size() ? List.copyOf(values) : null;
  }

  private @Nullable Object named(Shape.Named map, YamlNode.Mapping node, String path) {
    if (map.atLeastOne() && node.entries().isEmpty()) {
      problems.add(node.at(), path, "an empty block", map.expected());
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (YamlNode.Entry entry : node.entries()) {
      String name = entry.key().text();
      Object value =
          isNamed(map, entry.key(), path)
              ? bind(map.value(), entry.value(), KeyPath.join(path, name), null)
              : null;
      if (value != null) {
        values.put(name, value);
      }
    }
    return values.size() == node.entries().size() ? values : null;
  }

  private boolean isNamed(Shape.Named map, YamlNode.Scalar key, String path) {
    try {
      map.names().check(key.text());
      return true;
    } catch (Rejection e) {
      String found = "the name " + Quote.text(key.text());
      problems.add(key.at(), path, found, String.valueOf(e.expected()), e.hint());
      return false;
    }
  }
}
