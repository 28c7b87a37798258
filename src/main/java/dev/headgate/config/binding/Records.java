package dev.headgate.config.binding;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes and reads records by reflection. */
public final class Records {
  private Records() {}

  /** A record with these components, in their order. */
  static Record create(Class<? extends Record> type, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a bound value that " + type + " refuses", e);
    }
  }

  /** What the record holds in the component of that name; null if it has none such. */
  public static @Nullable Object read(Record holder, String component) {
    try {
      for (RecordComponent candidate : holder.getClass().getRecordComponents()) {
        if (candidate.getName().equals(component)) {
          return candidate.getAccessor().invoke(holder);
        }
      }
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a component that cannot be read", e);
    }
  }
}
