package dev.headgate.config.view;

import dev.headgate.config.block.GatewayConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What differs between two configurations, defaults filled in. */
public final class ConfigDiff {
  private final List<ConfigChange> changes = new ArrayList<>();

  private ConfigDiff() {}

  /** Every change, in the order of the language; none where both mean the same. */
  public static List<ConfigChange> between(GatewayConfig before, GatewayConfig after) {
    ConfigDiff diff = new ConfigDiff();
    diff.branches(ConfigTree.of(before), ConfigTree.of(after));
    return List.copyOf(diff.changes);
  }

  private void branches(ConfigTree.Branch before, ConfigTree.Branch after) {
    if (before.isList()) {
      order(before, after);
    }
    before.parts().forEach((key, part) -> parts(part, after.parts().get(key)));
    after
        .parts()
        .forEach((key, part) -> {
          if (!before.parts().containsKey(key)) {
            changes.add(new ConfigChange(part.path(), null, whole(part)));
          }
        });
  }

  private void parts(ConfigTree before, @Nullable ConfigTree after) {
    if (after == null) {
      changes.add(new ConfigChange(before.path(), whole(before), null));
    } else if (before instanceof ConfigTree.Branch block
        && after instanceof ConfigTree.Branch other) {
      branches(block, other);
    } else if (before instanceof ConfigTree.Leaf leaf
        && after instanceof ConfigTree.Leaf other
        && !leaf.value().equals(other.value())) {
      changes.add(
          new ConfigChange(leaf.path(), EffectiveConfig.line(leaf), EffectiveConfig.line(other)));
    }
  }

  /** The first match wins, so the order of what both have counts. Keys have none. */
  private void order(ConfigTree.Branch before, ConfigTree.Branch after) {
    List<String> was = common(before.parts(), after.parts());
    List<String> is = common(after.parts(), before.parts());
    if (!was.equals(is) && !before.path().equals("keys")) {
      changes.add(new ConfigChange(before.path(), Objects.toString(was), Objects.toString(is)));
    }
  }

  private static List<String> common(Map<String, ?> ordered, Map<String, ?> other) {
    return ordered.keySet().stream().filter(other::containsKey).toList();
  }

  private static String whole(ConfigTree part) {
    return part instanceof ConfigTree.Leaf leaf ? EffectiveConfig.line(leaf) : "";
  }
}
