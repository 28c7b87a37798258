package dev.headgate.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headgate.config.block.KeyConfig;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that callers may have. Only their hashes are known here. */
final class KeyRing {
  /** The keys whose hashes begin with the same eight bytes; in all likelihood one. */
  private final Map<Long, List<Entry>> keys = new HashMap<>();

  private static final class Entry {
    private final byte[] sha256;
    private final Caller caller;

    Entry(byte[] sha256, Caller caller) {
      this.sha256 = sha256;
      this.caller = caller;
    }
  }

  KeyRing(List<KeyConfig> blocks) {
    for (KeyConfig block : blocks) {
      byte[] hash = HexFormat.of().parseHex(block.sha256().reveal());
      keys.computeIfAbsent(front(hash), _ -> new ArrayList<>())
          .add(new Entry(hash, new Caller(block.name(), block.labels())));
    }
  }

  /**
   * Whose key it is; null: nobody's. That the hash is looked up tells an observer nothing of any
   * key; what is left of it is compared in constant time.
   */
  @Nullable Caller ownerOf(String key) {
    byte[] hash = Sha256.of(key.getBytes(UTF_8));
    Caller owner = null;
    for (Entry entry : keys.getOrDefault(front(hash), List.of())) {
      if (MessageDigest.isEqual(entry.sha256, hash)) {
        owner = entry.caller;
      }
    }
    return owner;
  }

  private static long front(byte[] hash) {
    return ByteBuffer.wrap(hash).getLong();
  }
}
