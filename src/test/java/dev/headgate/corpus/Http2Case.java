package dev.headgate.corpus;

import dev.headgate.testing.RawHttp2;
import java.util.function.Consumer;

/**
 * What an HTTP/2 client may send, and what becomes of it.
 *
 * @param claim what is sent
 * @param section of RFC 9113, or of RFC 7541 where it begins with HPACK
 * @param frames sends it; stream 1 is the one at fault where one is
 * @param stream whose fate is looked at
 * @param fate see {@link dev.headgate.testing.StreamFate}
 * @param lax why it does no harm where the standard asks for another fate; else empty
 * @param bare whether the frames begin with what a client begins with
 */
record Http2Case(
    String claim,
    String section,
    Consumer<RawHttp2> frames,
    int stream,
    String fate,
    String lax,
    boolean bare) {
  /** A case about stream 1. */
  static Http2Case of(String claim, String section, Consumer<RawHttp2> frames, String fate) {
    return new Http2Case(claim, section, frames, 1, fate, "", false);
  }

  Http2Case about(int other) {
    return new Http2Case(claim, section, frames, other, fate, lax, bare);
  }

  Http2Case ending(String otherFate) {
    return new Http2Case(claim, section, frames, stream, otherFate, lax, bare);
  }

  Http2Case lax(String why) {
    return new Http2Case(claim, section, frames, stream, fate, why, bare);
  }

  Http2Case fromTheFirstByte() {
    return new Http2Case(claim, section, frames, stream, fate, lax, true);
  }

  /** Whether the connection goes on. */
  boolean staysOpen() {
    return !fate.startsWith("GOAWAY") && !fate.equals("closed");
  }

  @Override
  public String toString() {
    return claim + " (" + section + ")";
  }
}
