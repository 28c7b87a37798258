package dev.headgate.client;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.channels.ServerSocketChannel;
import jdk.net.ExtendedSocketOptions;

/**
 * Has the kernel ask silent clients whether they are still there: one that vanished without a FIN
 * is found out within {@link #IDLE_SECONDS} and {@link #PROBES} times {@link #INTERVAL_SECONDS},
 * while nothing is written to it. Accepted connections inherit what their listener is told, and the
 * listener's socket lies behind two private fields of XNIO.
 */
final class KeepAlive {
  static final int IDLE_SECONDS = 20;
  static final int INTERVAL_SECONDS = 5;
  static final int PROBES = 4;

  private KeepAlive() {}

  /** Tells a listener, before it accepts anything. */
  static void probe(Object listener) throws IOException {
    ServerSocketChannel socket =
        (ServerSocketChannel) field(field(listener, "realServer"), "channel");
    socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
  }

  private static Object field(Object owner, String name) {
    Class<?> type = owner.getClass();
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .unreflectGetter(type.getDeclaredField(name))
          .invoke(owner);
    } catch (Throwable e) {
      throw new IllegalStateException("this version of XNIO has no such field: " + name, e);
    }
  }
}
