package dev.headgate.proxy;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names for exchanges: unlikely to collide, and of no other meaning. */
final class RequestIds {
  private static final HexFormat HEX = HexFormat.of();

  private RequestIds() {}

  static String next() {
    return "hg_" + HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
