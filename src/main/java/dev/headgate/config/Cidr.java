package dev.headgate.config;

import java.net.InetAddress;

/**
 * A block of addresses, RFC 4632 §3.1; a bare address is a block of one.
 *
 * @param network the block's first address
 * @param prefixLength how many leading bits count
 */
public record Cidr(InetAddress network, int prefixLength) {
  /** Whether the block holds that address. */
  public boolean contains(InetAddress address) {
    byte[] block = network.getAddress();
    byte[] other = address.getAddress();
    if (block.length != other.length) {
      return false;
    }
    int wholeBytes = prefixLength / Byte.SIZE;
    for (int i = 0; i < wholeBytes; i++) {
      if (block[i] != other[i]) {
        return false;
      }
    }
    int restBits = prefixLength % Byte.SIZE;
    return restBits == 0
        || (block[wholeBytes] ^ other[wholeBytes]) >> (Byte.SIZE - restBits) == 0;
  }
}
