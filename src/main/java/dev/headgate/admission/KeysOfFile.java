package dev.headgate.admission;

import dev.headgate.config.value.FileText;
import org.jspecify.annotations.Nullable;

/** The keys that stood in a file when the gateway started. */
final class KeysOfFile implements KeySource {
  private final IssuerKeys keys;

  KeysOfFile(FileText file) {
    this.keys = IssuerKeys.parse(file.text());
  }

  @Override
  public void find(@Nullable String id, Listener listener) {
    if (keys.isEmpty()) {
      listener.missing("the issuer's file has no key that can be used");
    } else {
      listener.found(keys);
    }
  }
}
