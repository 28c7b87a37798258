package dev.headgate.config.binding;

import dev.headgate.config.value.Rejection;
import dev.headgate.config.yaml.Nearest;
import dev.headgate.config.yaml.YamlNode;
import dev.headgate.config.yaml.YamlNode.Kind;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value of one key: its type, narrowed by what the key adds.
 *
 * @param type how such a value is written
 * @param rule what a text must match besides
 * @param bounds how small and how large it may be
 * @param isSecret whether no text of a problem may show the value
 */
public record ScalarReader<T>(
    ScalarType<T> type, @Nullable TextRule rule, @Nullable Bounds bounds, boolean isSecret) {
  static <T> ScalarReader<T> of(ScalarType<T> type, RecordComponent component, boolean isSecret) {
    Text text = component.getAnnotation(Text.class);
    return new ScalarReader<>(
        type, text == null ? null : text.value(), component.getAnnotation(Bounds.class), isSecret);
  }

  /** What is expected, in an operator's words. */
  String expected() {
    return rule == null ? type.expected() : rule.expected();
  }

  /** Whether such a scalar names a file, and the value is what stands there. */
  boolean isFile() {
    return type.isFile();
  }

  /** The value of that scalar, whose references are resolved. */
  T read(YamlNode.Scalar scalar) throws Rejection {
    T word = type.words().get(word(scalar));
    if (word != null) {
      return word;
    }
    if (!type.kinds().contains(scalar.kind())) {
      throw new Rejection(type.kinds().contains(Kind.TEXT) ? "a text in quotes" : expected(), null);
    }
    if (rule != null) {
      rule.check(scalar.text());
    }
    T value = parse(scalar.text());
    checkBounds(value);
    return value;
  }

  private String word(YamlNode.Scalar scalar) {
    return scalar.kind() == Kind.BOOLEAN
            && scalar.text().equals("false")
            && type.words().containsKey(ScalarType.OFF)
        ? ScalarType.OFF
        : scalar.text();
  }

  private T parse(String text) throws Rejection {
    try {
      return type.parser().parse(text);
    } catch (Rejection e) {
      String expected = Objects.requireNonNullElse(e.expected(), expected());
      throw new Rejection(expected, e.hint() == null ? wordHint(text) : e.hint());
    }
  }

  private @Nullable String wordHint(String text) {
    boolean zero = text.matches("0{1,9} ?[A-Za-z]{0,9}");
    return zero && !type.words().isEmpty()
        ? "did you mean " + type.words().keySet().iterator().next() + "?"
        : Nearest.hint(text, type.words().keySet());
  }

  private void checkBounds(T value) throws Rejection {
    if (bounds == null || type.amount() == null) {
      return;
    }
    long amount = type.amount().applyAsLong(value);
    long min = type.amount().applyAsLong(type.parser().parse(bounds.min()));
    long max = type.amount().applyAsLong(type.parser().parse(bounds.max()));
    if (amount < min || amount > max) {
      throw new Rejection(boundsExpected(), null);
    }
  }

  private String boundsExpected() {
    Bounds limits = Objects.requireNonNull(bounds);
    return limits.min().equals(limits.max())
        ? limits.min()
        : type.orWords(type.noun() + " from " + limits.min() + " to " + limits.max());
  }
}
