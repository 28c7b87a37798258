package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells which of a few names a member has, without allocating. */
final class Keys<K extends Enum<K>> {
  private final K[] keys;
  private final byte[][] names;

  private Keys(K[] keys, byte[][] names) {
    this.keys = keys;
    this.names = names;
  }

  /** The keys of an enum, by their names in small letters. */
  static <K extends Enum<K>> Keys<K> of(K[] keys) {
    return of(keys, key -> key.name().toLowerCase(Locale.ROOT));
  }

  /** The keys of an enum, by their names. */
  static <K extends Enum<K>> Keys<K> of(K[] keys, Function<K, String> name) {
    byte[][] names = new byte[keys.length][];
    for (int i = 0; i < keys.length; i++) {
      names[i] = name.apply(keys[i]).getBytes(US_ASCII);
    }
    return new Keys<>(keys, names);
  }

  /** The key that a member is named by; null where it is none of them. */
  @Nullable K of(Members member) {
    int length = member.nameLength();
    for (int i = 0; i < names.length; i++) {
      if (names[i].length == length && member.isNamed(names[i])) {
        return keys[i];
      }
    }
    return null;
  }
}
