package dev.headgate.config.binding;

import dev.headgate.config.value.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may stand at a key. Made once from the records, and the one source of what is read, of the
 * JSON Schema, and of what the reference must document.
 */
public sealed interface Shape {
  /** What is expected here, in an operator's words. */
  String expected();

  /** One value. */
  record One(ScalarReader<?> reader) implements Shape {
    @Override
    public String expected() {
      return reader.expected();
    }
  }

  /** A block with the keys of a record. */
  record Block(Class<? extends Record> type, List<Key> keys) implements Shape {
    /** The keys of which just one is written; empty where there are none. */
    public List<String> exactlyOne() {
      ExactlyOne rule = type.getAnnotation(ExactlyOne.class);
      return rule == null ? List.of() : List.of(rule.value());
    }

    /** The key whose bare value may stand for the block. */
    public @Nullable Key shortForm() {
      ShortForm rule = type.getAnnotation(ShortForm.class);
      return rule == null ? null : key(rule.value());
    }

    /** The key of that name; null: there is none. */
    public @Nullable Key key(String name) {
      return keys.stream().filter(k -> k.name().equals(name)).findFirst().orElse(null);
    }

    @Override
    public String expected() {
      String names = keys.stream().map(Key::name).collect(Collectors.joining(", "));
      String block = "a block of keys: " + names;
      Key bare = shortForm();
      return bare == null ? block : bare.shape().expected() + "; or " + block;
    }
  }

  /**
   * A list.
   *
   * @param orOne whether the only item may be written bare
   */
  record Items(Shape item, boolean atLeastOne, boolean orOne) implements Shape {
    @Override
    public String expected() {
      String one = orOne ? item.expected() + ", or " : "";
      return one + "a list" + (atLeastOne ? " with at least one item" : "");
    }
  }

  /** A block whose keys the operator chooses. */
  record Named(TextRule names, Shape value, boolean atLeastOne) implements Shape {
    @Override
    public String expected() {
      return "a block of names" + (atLeastOne ? " with at least one" : "");
    }
  }

  /** The shape of that record. */
  static Block of(Class<? extends Record> type) {
    return new Block(type, Arrays.stream(type.getRecordComponents()).map(Key::of).toList());
  }

  /** The shape of what that component holds. */
  static Shape of(RecordComponent component) {
    return of(component.getGenericType(), component);
  }

  private static Shape of(Type type, RecordComponent component) {
    boolean atLeastOne = component.isAnnotationPresent(AtLeastOne.class);
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Shape last = of(arguments[arguments.length - 1], component);
      return generic.getRawType() == List.class
          ? new Items(last, atLeastOne, component.isAnnotationPresent(OrOne.class))
          : new Named(
              Objects.requireNonNull(component.getAnnotation(Keys.class)).value(),
              last,
              atLeastOne);
    }
    Class<?> plain = (Class<?>) type;
    ScalarType<?> scalar = ScalarType.of(plain);
    return scalar == null
        ? of(plain.asSubclass(Record.class))
        : new One(ScalarReader.of(scalar, component, plain == Secret.class));
  }
}
