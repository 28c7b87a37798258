package dev.headgate.config.view;

import dev.headgate.config.binding.Key;
import dev.headgate.config.binding.Records;
import dev.headgate.config.binding.ScalarType;
import dev.headgate.config.binding.Shape;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.block.AuthWayConfig;
import dev.headgate.config.block.BuiltIn;
import dev.headgate.config.block.DefaultsConfig;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.yaml.KeyPath;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every key of the language, from the records. */
public final class KeyPaths {
  /**
   * One key.
   *
   * @param path as the reference names it, such as {@code upstreams.NAME.url}
   * @param name the key itself
   * @param standard what holds if the file does not name it, as the reference says it; null where
   *     the reference uses words of its own
   */
  public record Row(String path, String name, @Nullable String standard) {}

  private KeyPaths() {}

  public static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    add(Shape.of(GatewayConfig.class), "", BuiltIn.INSTANCE, rows);
    return rows;
  }

  private static void add(Shape.Block block, String path, @Nullable Record base, List<Row> rows) {
    for (Key key : block.keys()) {
      Object inherited = key.inherited(base);
      String full = KeyPath.join(path, key.name());
      if (base instanceof DefaultsConfig && path.startsWith("routes") && key.isInherited(base)) {
        rows.add(new Row(full, key.name(), "`defaults`"));
      } else {
        addShape(key, key.shape(), full, inherited, rows);
      }
    }
  }

  private static void addShape(
      Key key, Shape shape, String path, @Nullable Object inherited, List<Row> rows) {
    switch (shape) {
      case Shape.Block inner ->
          add(inner, path, inherited instanceof Record record ? record : null, rows);
      // What one of its ways may be is told where auth is.
      case Shape.Items(Shape.Block item, boolean _, boolean _)
          when item.type() != AuthWayConfig.class ->
          add(item, path + "[]", DefaultsConfig.BUILT_IN, rows);
      case Shape.Named(TextRule _, Shape.Block value, boolean _) ->
          add(value, path + ".NAME", null, rows);
      default -> rows.add(new Row(path, key.name(), standard(key, inherited)));
    }
  }

  private static @Nullable String standard(Key key, @Nullable Object inherited) {
    if (inherited != null) {
      return "`" + (inherited instanceof Enum<?> ? ScalarType.word(inherited) : inherited) + "`";
    }
    return key.isNullable() || key.valueIfAbsent() != null ? null : "required";
  }

  /** The components, however deep, in which the two records hold the same. */
  public static List<String> equalLeaves(Record one, Record other) {
    List<String> equal = new ArrayList<>();
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      Object mine = Records.read(one, component.getName());
      Object theirs = Records.read(other, component.getName());
      boolean block = mine instanceof Record && ScalarType.of(component.getType()) == null;
      if (block && mine instanceof Record inner && theirs instanceof Record otherInner) {
        equal.addAll(equalLeaves(inner, otherInner));
      } else if (Objects.equals(mine, theirs)) {
        equal.add(component.getName());
      }
    }
    return equal;
  }
}
