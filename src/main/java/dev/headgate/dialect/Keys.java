package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells which of a few names a member has, without allocating. */
final class Keys<K extends Enum<K>> {
  // Both from the shortest name to the longest.
  private final K[] keys;
  private final byte[][] names;
  // By length: how many names are shorter.
  private final int[] shorter;

  private Keys(K[] keys, byte[][] names) {
    this.keys = keys;
    this.names = names;
    this.shorter = new int[names[names.length - 1].length + 2];
    for (byte[] name : names) {
      for (int length = name.length + 1; length < shorter.length; length++) {
        shorter[length]++;
      }
    }
  }

  /** The keys of an enum, by their names in small letters. */
  static <K extends Enum<K>> Keys<K> of(K[] keys) {
    return of(keys, key -> key.name().toLowerCase(Locale.ROOT));
  }

  /** The keys of an enum, by their names. */
  static <K extends Enum<K>> Keys<K> of(K[] keys, Function<K, String> name) {
    K[] sorted = keys.clone();
    Arrays.sort(sorted, Comparator.comparingInt(key -> name.apply(key).length()));
    byte[][] names = new byte[keys.length][];
    for (int i = 0; i < keys.length; i++) {
      names[i] = name.apply(sorted[i]).getBytes(US_ASCII);
    }
    return new Keys<>(sorted, names);
  }

  /** The key that a member is named by; null where it is none of them. */
  @Nullable K of(Members member) {
    int length = member.nameLength();
    if (length + 1 >= shorter.length) {
      return null;
    }
    for (int i = shorter[length]; i < shorter[length + 1]; i++) {
      if (member.isNamed(names[i])) {
        return keys[i];
      }
    }
    return null;
  }
}
