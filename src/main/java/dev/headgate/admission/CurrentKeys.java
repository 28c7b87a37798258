package dev.headgate.admission;

import dev.headgate.config.block.KeyConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that hold now. Any thread may ask, and any may put others in their place. */
public final class CurrentKeys {
  private volatile KeyRing ring;

  /** Those keys, until there are others. */
  public CurrentKeys(List<KeyConfig> keys) {
    ring = new KeyRing(keys);
  }

  /** From now on those keys hold, and no others. */
  public void replace(List<KeyConfig> keys) {
    ring = new KeyRing(keys);
  }

  /** Whose key it is; null: nobody's. */
  @Nullable Caller ownerOf(String key) {
    return ring.ownerOf(key);
  }
}
