package dev.headgate.server;

import dev.headgate.demo.DemoUpstream;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The demo upstream, which starts when an edition of the file asks for it first. */
final class Demo {
  private final Parts parts;
  private final Consumer<String> notices;
  private @Nullable InetSocketAddress address;

  /**
   * It is not started.
   *
   * @param parts keeps it once it is
   * @param notices hears what it tells of its readers
   */
  Demo(Parts parts, Consumer<String> notices) {
    this.parts = parts;
    this.notices = notices;
  }

  /** Where it is. One thread at a time. */
  InetSocketAddress address() {
    InetSocketAddress known = address;
    if (known == null) {
      known = parts.add(DemoUpstream.start(notices)).address();
      address = known;
    }
    return known;
  }
}
