package dev.headgate.upstream;

import dev.headgate.config.block.UpstreamTlsConfig;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream is shown that asks for a certificate, if there is anything, and a memory of who
 * asked. Whom the upstream trusts is not looked at: it says better itself why it refuses.
 */
final class ClientCertificate extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";

  private final X509Certificate[] chain;
  private final @Nullable PrivateKey key;
  private final Map<SSLEngine, String> answers = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * The certificate of that block.
   *
   * @throws GeneralSecurityException if it is not for its key
   */
  ClientCertificate(UpstreamTlsConfig config) throws GeneralSecurityException {
    if (config.certificate() == null || config.key() == null) {
      this.chain = new X509Certificate[0];
      this.key = null;
    } else {
      this.chain = config.certificate().certificates().toArray(new X509Certificate[0]);
      this.key = config.key().keyOf(config.certificate().first());
    }
  }

  /** What that engine's peer got that asked for a certificate, for a log; empty where none did. */
  String answer(SSLEngine engine) {
    return answers.getOrDefault(engine, "");
  }

  /** Whether that engine's peer asked for a certificate, and there is none at all. */
  boolean isMissing(SSLEngine engine) {
    return key == null && answers.containsKey(engine);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    if (key == null) {
      answers.put(engine, "; it asked for a certificate, and there is none in tls.certificate");
      return null;
    }
    String algorithm = chain[0].getPublicKey().getAlgorithm();
    if (!Arrays.asList(keyTypes).contains(algorithm)) {
      answers.put(
          engine, "; it asked for a certificate, but for none whose key is of " + algorithm);
      return null;
    }
    answers.put(
        engine,
        "; it asked for a certificate, and was shown that of "
            + chain[0].getSubjectX500Principal());
    return ALIAS;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain.clone();
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return key;
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

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
