package dev.headgate.config.value;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What a PEM file with a private key says. It never prints.
 *
 * @param isWrapped whether the key says itself of which algorithm it is (PKCS#8)
 * @param base64 the key
 */
public record PrivateKeyFile(boolean isWrapped, Secret base64) {
  private static final String WRAPPED = "PRIVATE KEY";

  /** PKCS#1, and SEC 1: their algorithm is that of the certificate. */
  private static final List<String> BARE = List.of("RSA PRIVATE KEY", "EC PRIVATE KEY");

  /** By the algorithm of a key. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int LONG_LENGTH = 0x80;

  /** Reads the text of such a file. A rejection never says what stands there. */
  public static PrivateKeyFile parse(String text) throws Rejection {
    List<Pem> keys =
        Pem.read(text).stream().filter(block -> block.label().endsWith(WRAPPED)).toList();
    if (keys.size() != 1) {
      throw new Rejection("a file in PEM with just one private key", null);
    }
    Pem key = keys.getFirst();
    if (key.isEncrypted()) {
      throw new Rejection("a private key without a passphrase, as openssl pkey writes it", null);
    }
    if (!key.label().equals(WRAPPED) && !BARE.contains(key.label())) {
      throw new Rejection("a private key of RSA, of an elliptic curve, or in PKCS#8", null);
    }
    return new PrivateKeyFile(key.label().equals(WRAPPED), key.base64());
  }

  /**
   * The key, which is the one of that certificate.
   *
   * @throws GeneralSecurityException if it is not
   */
  public PrivateKey keyOf(X509Certificate certificate) throws GeneralSecurityException {
    PublicKey open = certificate.getPublicKey();
    byte[] der = Base64.getDecoder().decode(base64.reveal());
    byte[] pkcs8 = isWrapped ? der : wrapped(der, open);
    PrivateKey key =
        KeyFactory.getInstance(open.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    checkPair(key, open);
    return key;
  }

  private static void checkPair(PrivateKey key, PublicKey open) throws GeneralSecurityException {
    String algorithm = SIGNATURES.get(open.getAlgorithm());
    if (algorithm == null) {
      throw new InvalidKeyException("a key for " + open.getAlgorithm());
    }
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(open.getEncoded());
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(open.getEncoded());
    if (!signature.verify(signed)) {
      throw new InvalidKeyException("the key of another certificate");
    }
  }

  /** As PKCS#8 (RFC 5208 §5) has it: the algorithm stands in the public key in the same form. */
  private static byte[] wrapped(byte[] bare, PublicKey open) {
    ByteBuffer publicKey = ByteBuffer.wrap(open.getEncoded());
    enter(publicKey);
    int begin = publicKey.position();
    int length = enter(publicKey);
    byte[] algorithm = Arrays.copyOfRange(publicKey.array(), begin, publicKey.position() + length);
    return element(SEQUENCE, VERSION_0, algorithm, element(OCTETS, bare));
  }

  /** Reads the head of an element of DER; the length of its content. */
  private static int enter(ByteBuffer der) {
    der.get();
    int first = Byte.toUnsignedInt(der.get());
    int length = first;
    if (first >= LONG_LENGTH) {
      length = 0;
      for (int i = LONG_LENGTH; i < first; i++) {
        length = (length << Byte.SIZE) | Byte.toUnsignedInt(der.get());
      }
    }
    return length;
  }

  private static byte[] element(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] digits = BigInteger.valueOf(length).toByteArray();
    // A digit of sign makes room where the first bit is set, and must not stand elsewhere.
    int from = digits.length > 1 && digits[0] == 0 ? 1 : 0;
    ByteBuffer der = ByteBuffer.allocate(2 + digits.length + length).put((byte) tag);
    if (length >= LONG_LENGTH) {
      der.put((byte) (LONG_LENGTH + digits.length - from));
    }
    der.put(digits, from, digits.length - from);
    Arrays.stream(parts).forEach(der::put);
    return Arrays.copyOf(der.array(), der.position());
  }
}
