package dev.headgate.config.check;

import dev.headgate.config.binding.Bindings;
import dev.headgate.config.yaml.KeyPath;
import dev.headgate.config.yaml.Problems;
import java.util.Locale;

/** Which headers {@code auth.forward} may name. */
final class ForwardChecks {
  private final Bindings bindings;
  private final Problems problems;

  ForwardChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  void run(String path) {
    checkHeaders(path + ".send_headers");
    checkHeaders(path + ".copy_headers");
  }

  private void checkHeaders(String path) {
    for (int i = 0; i < bindings.items(path); i++) {
      String item = KeyPath.item(path, i);
      String name = bindings.value(item, String.class).orElse("").toLowerCase(Locale.ROOT);
      if (HeaderChecks.FRAMING.contains(name) || name.equals("host") || name.equals("expect")) {
        problems.add(
            bindings.at(item),
            item,
            bindings.raw(item) + ", which belongs to the framing of messages",
            "another header");
      }
    }
  }
}
