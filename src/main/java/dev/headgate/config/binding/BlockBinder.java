package dev.headgate.config.binding;

import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.Nearest;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a block of keys into its record: the part of {@link Binder} that knows of bases. */
final class BlockBinder {
  private final Binder binder;
  private final Problems problems;

  BlockBinder(Binder binder, Problems problems) {
    this.binder = binder;
    this.problems = problems;
  }

  /** The record; null if a key of it was refused. */
  @Nullable Record bind(
      Shape.Block block, YamlNode.Mapping node, String path, @Nullable Record base) {
    Map<String, YamlNode> given = given(block, node, path);
    checkExactlyOne(block, node, given, path);
    Map<String, Object> values = new HashMap<>();
    boolean complete = true;
    for (Key key : block.keys()) {
      YamlNode written = given.get(key.name());
      Object inherited = inherited(block, key, base);
      String keyPath = KeyPath.join(path, key.name());
      Object value =
          written == null
              ? absent(key, inherited)
              : binder.bind(key.shape(), written, keyPath, baseOf(key, inherited, values));
      if (value == null && written == null && !key.isNullable()) {
        tellMissing(key, node, keyPath, base);
      }
      complete &= value != null || (written == null && key.isNullable());
      // Where defaults are broken, routes are still checked, against the built-in ones.
      Object best = value == null ? inherited : value;
      if (best != null) {
        values.put(key.component().getName(), best);
      }
    }
    return complete ? create(block, values) : null;
  }

  /** The record whose one key has that bare value. */
  @Nullable Record bindShort(Shape.Block block, YamlNode node, String path, @Nullable Record base) {
    Key bare = Objects.requireNonNull(block.shortForm());
    Object value = binder.bind(bare.shape(), node, path, null);
    if (value == null) {
      return null;
    }
    binder.bindings().seen(KeyPath.join(path, bare.name()), node);
    Map<String, Object> values = new HashMap<>();
    for (Key key : block.keys()) {
      Object absent = key.equals(bare) ? value : absent(key, inherited(block, key, base));
      if (absent != null) {
        values.put(key.component().getName(), absent);
      }
    }
    return create(block, values);
  }

  private Map<String, YamlNode> given(Shape.Block block, YamlNode.Mapping node, String path) {
    Map<String, YamlNode> given = new LinkedHashMap<>();
    for (YamlNode.Entry entry : node.entries()) {
      String name = entry.key().text();
      if (block.key(name) == null) {
        List<String> names = block.keys().stream().map(Key::name).toList();
        problems.add(
            entry.key().at(),
            KeyPath.join(path, name),
            "an unknown key",
            "one of " + String.join(", ", names),
            Nearest.hint(name, names));
      } else {
        given.put(name, entry.value());
      }
    }
    return given;
  }

  private void checkExactlyOne(
      Shape.Block block, YamlNode.Mapping node, Map<String, YamlNode> given, String path) {
    List<String> choice = block.exactlyOne();
    List<String> made = new ArrayList<>(given.keySet());
    made.retainAll(choice);
    if (choice.isEmpty() || made.size() == 1) {
      return;
    }
    String found =
        made.isEmpty() ? "none of " + String.join(", ", choice) : String.join(" and ", made);
    problems.add(node.at(), path, found, "just one of " + String.join(", ", choice));
  }

  /** A choice replaces another one as a whole. */
  private static @Nullable Object inherited(Shape.Block block, Key key, @Nullable Record base) {
    return block.exactlyOne().isEmpty() ? key.inherited(base) : null;
  }

  private static @Nullable Object absent(Key key, @Nullable Object inherited) {
    return inherited == null ? key.valueIfAbsent() : inherited;
  }

  private static @Nullable Record baseOf(
      Key key, @Nullable Object inherited, Map<String, Object> values) {
    Object base = key.basedOn() == null ? inherited : values.get(key.basedOn());
    return base instanceof Record baseRecord ? baseRecord : null;
  }

  private void tellMissing(Key key, YamlNode node, String path, @Nullable Record base) {
    String hint = key.isInherited(base) ? "or once for all routes, in defaults" : null;
    problems.add(node.at(), path, "nothing", key.shape().expected(), hint);
  }

  private static Record create(Shape.Block block, Map<String, Object> values) {
    @Nullable Object[] ordered =
        block.keys().stream().map(k -> values.get(k.component().getName())).toArray();
    return Records.create(block.type(), ordered);
  }
}
