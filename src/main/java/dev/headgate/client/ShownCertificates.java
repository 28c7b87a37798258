package dev.headgate.client;

import dev.headgate.config.block.TlsPairConfig;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that clients are shown: one that is for the name they ask for, else the first.
 * An alias is an index.
 */
final class ShownCertificates extends X509ExtendedKeyManager {
  private static final int DNS_NAME = 2;

  private final List<Pair> pairs = new ArrayList<>();

  private static final class Pair {
    private final X509Certificate[] chain;
    private final PrivateKey key;
    private final Set<String> names;

    Pair(X509Certificate[] chain, PrivateKey key, Set<String> names) {
      this.chain = chain;
      this.key = key;
      this.names = names;
    }

    /** A wildcard stands for just one label. */
    boolean isFor(String name) {
      return names.contains(name) || names.contains("*" + name.substring(firstDot(name)));
    }

    private static int firstDot(String name) {
      int dot = name.indexOf('.');
      return dot < 0 ? name.length() : dot;
    }
  }

  /**
   * Those certificates.
   *
   * @throws GeneralSecurityException if one is not for its key
   */
  ShownCertificates(List<TlsPairConfig> configs) throws GeneralSecurityException {
    for (TlsPairConfig config : configs) {
      X509Certificate first = config.certificate().first();
      pairs.add(
          new Pair(
              config.certificate().certificates().toArray(new X509Certificate[0]),
              config.key().keyOf(first),
              names(first)));
    }
  }

  private static Set<String> names(X509Certificate certificate) throws CertificateParsingException {
    Set<String> names = new HashSet<>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> alternative : alternatives) {
        if (alternative.getFirst().equals(DNS_NAME)) {
          names.add(alternative.getLast().toString().toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }

  /** Of those for the name the first whose key is of that type. */
  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return candidates(engine)
        .filter(index -> pairs.get(index).key.getAlgorithm().equals(keyType))
        .mapToObj(Integer::toString)
        .findFirst()
        .orElse(null);
  }

  private IntStream candidates(SSLEngine engine) {
    String asked = askedFor(engine);
    int[] named =
        IntStream.range(0, pairs.size()).filter(index -> pairs.get(index).isFor(asked)).toArray();
    return named.length == 0 ? IntStream.of(0) : IntStream.of(named);
  }

  /** The name that the client asks for, in small letters; empty where it asks for none. */
  private static String askedFor(SSLEngine engine) {
    return engine.getHandshakeSession() instanceof ExtendedSSLSession session
        ? session.getRequestedServerNames().stream()
            .filter(SNIHostName.class::isInstance)
            .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
            .findFirst()
            .orElse("")
        : "";
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return pairs.get(Integer.parseInt(alias)).chain.clone();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return pairs.get(Integer.parseInt(alias)).key;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
