package dev.headgate.http1;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Header or trailer fields, one for each line, in their order and with their names as received.
 * Immutable. Names are found whatever their case (RFC 9110 §5.1); values are ISO-8859-1, without
 * the whitespace around them.
 */
public final class Fields implements Iterable<Fields.Field> {
  /** One field line. */
  public record Field(String name, String value) {
    boolean isNamed(String wanted) {
      return name.equalsIgnoreCase(wanted);
    }
  }

  /** No field at all. */
  public static final Fields EMPTY = new Fields(List.of());

  private final List<Field> lines;

  private Fields(List<Field> lines) {
    this.lines = lines;
  }

  /** These lines, in this order. */
  public static Fields of(List<Field> lines) {
    return lines.isEmpty() ? EMPTY : new Fields(List.copyOf(lines));
  }

  /** How many field lines there are. */
  public int size() {
    return lines.size();
  }

  /** The value of the first line with this name, or null. */
  public @Nullable String first(String name) {
    for (Field line : lines) {
      if (line.isNamed(name)) {
        return line.value();
      }
    }
    return null;
  }

  /** The value of every line with this name, in order. */
  public List<String> all(String name) {
    if (!has(name)) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (Field line : lines) {
      if (line.isNamed(name)) {
        values.add(line.value());
      }
    }
    return List.copyOf(values);
  }

  /** Whether a line has this name. */
  public boolean has(String name) {
    return first(name) != null;
  }

  /**
   * The elements of a comma-separated list that may stand on several lines (RFC 9110 §5.6.1), in
   * order, empty ones left out. Only for fields whose elements are tokens, such as {@code
   * Connection}: a comma in a quoted string would divide it.
   */
  public List<String> elements(String name) {
    if (!has(name)) {
      return List.of();
    }
    List<String> elements = new ArrayList<>();
    for (String value : all(name)) {
      for (String element : value.split(",", -1)) {
        String trimmed = element.strip();
        if (!trimmed.isEmpty()) {
          elements.add(trimmed);
        }
      }
    }
    return List.copyOf(elements);
  }

  @Override
  public Iterator<Field> iterator() {
    return lines.iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fields fields && lines.equals(fields.lines);
  }

  @Override
  public int hashCode() {
    return lines.hashCode();
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
