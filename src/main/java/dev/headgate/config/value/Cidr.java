package dev.headgate.config.value;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses, RFC 4632 §3.1; a bare address is a block of one.
 *
 * @param network the block's first address
 * @param prefixLength how many leading bits count
 */
public record Cidr(InetAddress network, int prefixLength) {
  /** What a block looks like; whether it is one, {@link #parse} tells. */
  public static final String PATTERN = "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$";

  /** Checks that the prefix is within the address. */
  public Cidr {
    int bits = network.getAddress().length * Byte.SIZE;
    if (prefixLength < 0 || prefixLength > bits) {
      throw new IllegalArgumentException(
          "prefixLength: " + prefixLength + " (expected: 0 to " + bits + ")");
    }
  }

  /** The block that the text names, or an address alone. */
  public static Cidr parse(String text) throws Rejection {
    Cidr block = around(text);
    InetAddress address = Hosts.address(text.replaceFirst("/.*", ""));
    if (!block.network.equals(address)) {
      throw new Rejection("the first address of the block", "did you mean " + block + "?");
    }
    return block;
  }

  /** The block in which that address is, whichever of it. */
  static Cidr around(String text) throws Rejection {
    int slash = text.indexOf('/');
    InetAddress address = Hosts.address(slash < 0 ? text : text.substring(0, slash));
    if (!text.matches(PATTERN) || address == null) {
      throw new Rejection(null, null);
    }
    int bits = address.getAddress().length * Byte.SIZE;
    int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
    if (prefix > bits) {
      throw new Rejection(null, null);
    }
    return new Cidr(first(address, prefix), prefix);
  }

  private static InetAddress first(InetAddress address, int prefixLength) {
    byte[] bytes = address.getAddress();
    for (int bit = prefixLength; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> (bit % Byte.SIZE));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("as many bytes as the address had", e);
    }
  }

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
    return restBits == 0 || (block[wholeBytes] ^ other[wholeBytes]) >> (Byte.SIZE - restBits) == 0;
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixLength;
  }
}
