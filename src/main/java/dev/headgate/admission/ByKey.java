package dev.headgate.admission;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whoever has one of the keys that hold now, where SDKs put it. */
final class ByKey implements Authentication {
  /** No key is longer; nothing longer is hashed. */
  static final int KEY_CHARS_MAX = 1024;

  /** Those of Anthropic, Azure and Google. */
  private static final List<String> SDK_FIELDS = List.of("X-Api-Key", "Api-Key", "X-Goog-Api-Key");

  private final CurrentKeys keys;
  private final List<String> ownFields;
  private final Set<String> admitted;

  /**
   * Whoever has one of those keys.
   *
   * @param ownFields where a key is looked for first
   * @param admitted only these, by name; empty: all
   */
  ByKey(CurrentKeys keys, List<String> ownFields, Set<String> admitted) {
    this.keys = keys;
    this.ownFields = List.copyOf(ownFields);
    this.admitted = Set.copyOf(admitted);
  }

  @Override
  public void identify(Credentials credentials, Consumer<Identity> then) {
    then.accept(identify(credentials));
  }

  private Identity identify(Credentials credentials) {
    String key = keyOf(credentials);
    if (key == null) {
      return new Identity.Unknown("no key");
    }
    if (key.length() > KEY_CHARS_MAX) {
      return new Identity.Unknown("a key longer than any");
    }
    Caller owner = keys.ownerOf(key);
    if (owner == null) {
      return new Identity.Unknown("an unknown key");
    }
    return admitted.isEmpty() || admitted.contains(owner.name())
        ? new Identity.Known(owner)
        : new Identity.Forbidden(owner, "the route does not admit " + owner.name());
  }

  private @Nullable String keyOf(Credentials credentials) {
    // Where a field is ours alone, Authorization may be the upstream's.
    String key = first(ownFields, credentials);
    if (key == null) {
      key = credentials.bearer();
    }
    return key == null ? first(SDK_FIELDS, credentials) : key;
  }

  private static @Nullable String first(List<String> fields, Credentials credentials) {
    String key = null;
    for (int i = 0; key == null && i < fields.size(); i++) {
      key = credentials.only(fields.get(i));
    }
    return key;
  }

  @Override
  public String challenge() {
    return "Bearer realm=\"headgate\"";
  }
}
