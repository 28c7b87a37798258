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
  private static final List<String> FIELDS = List.of("X-Api-Key", "Api-Key", "X-Goog-Api-Key");

  private final CurrentKeys keys;
  private final Set<String> admitted;

  /**
   * Whoever has one of those keys.
   *
   * @param admitted only these, by name; empty: all
   */
  ByKey(CurrentKeys keys, Set<String> admitted) {
    this.keys = keys;
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

  private static @Nullable String keyOf(Credentials credentials) {
    String key = credentials.bearer();
    for (int i = 0; key == null && i < FIELDS.size(); i++) {
      key = credentials.only(FIELDS.get(i));
    }
    return key;
  }

  @Override
  public String challenge() {
    return "Bearer realm=\"headgate\"";
  }
}
