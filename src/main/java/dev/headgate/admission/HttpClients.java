package dev.headgate.admission;

import dev.headgate.config.Proxies;
import dev.headgate.config.value.OutgoingProxy;
import dev.headgate.upstream.TrustedRoots;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What all calls to issuers and services have in common: whom they trust, and their way out. */
final class HttpClients {
  private static final String AUTHORIZATION = "Proxy-Authorization";

  private HttpClients() {}

  /** A client that trusts so, and goes through the proxy where there is one for a server. */
  static OkHttpClient.Builder builder(X509ExtendedTrustManager trust, Proxies proxies) {
    return new OkHttpClient.Builder()
        .sslSocketFactory(TrustedRoots.context(trust).getSocketFactory(), trust)
        .proxySelector(proxies.selector())
        .proxyAuthenticator((_, asked) -> authorized(asked, proxies.only()));
  }

  /** Asked before the first CONNECT already, and again where the proxy did not take it. */
  private static @Nullable Request authorized(Response asked, @Nullable OutgoingProxy proxy) {
    String credentials = proxy == null ? null : proxy.authorization();
    return credentials == null || asked.request().header(AUTHORIZATION) != null
        ? null
        : asked.request().newBuilder().header(AUTHORIZATION, credentials).build();
  }
}
