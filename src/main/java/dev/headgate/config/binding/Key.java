package dev.headgate.config.binding;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One key of a block: a record's component {@code bodyMax} is the key {@code body_max}.
 *
 * @param name as the file writes it
 * @param component what holds its value
 * @param shape what may stand at it
 */
public record Key(String name, RecordComponent component, Shape shape) {
  static Key of(RecordComponent component) {
    KeyName rule = component.getAnnotation(KeyName.class);
    String name = rule == null ? component.getName() : rule.value();
    return new Key(
        name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT), component, Shape.of(component));
  }

  /** What the key means. */
  public String doc() {
    return Objects.requireNonNull(component.getAnnotation(Doc.class), component::toString).value();
  }

  /** Whether the record can do without it. */
  public boolean isNullable() {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** The key beside this one from which each item takes what it does not name. */
  public @Nullable String basedOn() {
    BasedOn rule = component.getAnnotation(BasedOn.class);
    return rule == null ? null : rule.value();
  }

  /** What holds where neither the file nor a base names the key; null if it must be named. */
  public @Nullable Object valueIfAbsent() {
    AtLeastOne rule = component.getAnnotation(AtLeastOne.class);
    if (isNullable() || (rule != null && rule.required())) {
      return null;
    }
    return switch (shape) {
      case Shape.Items _ -> List.of();
      case Shape.Named _ -> Map.of();
      case Shape.Block block -> emptyBlock(block);
      case Shape.One(ScalarReader<?> reader) -> wordIfAbsent(reader);
    };
  }

  /** The base's value for this key; null if it has none. */
  public @Nullable Object inherited(@Nullable Record base) {
    return base == null ? null : Records.read(base, component.getName());
  }

  /** Whether the base could name this key. */
  public boolean isInherited(@Nullable Record base) {
    return base != null
        && Arrays.stream(base.getClass().getRecordComponents())
            .anyMatch(c -> c.getName().equals(component.getName()));
  }

  private @Nullable Object wordIfAbsent(ScalarReader<?> reader) {
    IfAbsent rule = component.getAnnotation(IfAbsent.class);
    return rule == null
        ? null
        : Objects.requireNonNull(reader.type().words().get(rule.value()), rule::value);
  }

  private static @Nullable Object emptyBlock(Shape.Block block) {
    @Nullable Object[] values = block.keys().stream().map(Key::valueIfAbsent).toArray();
    return Arrays.asList(values).contains(null) ? null : Records.create(block.type(), values);
  }
}
