package dev.headgate.cli;

import java.lang.reflect.Proxy;

/**
 * What the process does when it is told something from outside. Java has no way of its own to hear
 * a signal; {@code sun.misc.Signal}, which every JDK has, warns where it is compiled against.
 */
final class Signals {
  private Signals() {}

  /** Runs that, on a thread of its own, each time the signal of that name comes. */
  static void on(String name, Runnable task) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object heard =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  task.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signals cannot be heard", e);
    }
  }
}
