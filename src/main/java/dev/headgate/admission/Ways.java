package dev.headgate.admission;

import dev.headgate.config.Proxies;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.AuthWord;
import dev.headgate.config.block.JwtConfig;
import dev.headgate.time.TimeSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The ways to find out who calls: those that are written alike are one. */
final class Ways implements AutoCloseable {
  /** How many passwords are verified at once. */
  static final int VERIFYING_THREADS = 2;

  /** How many wait for that. */
  static final int VERIFYING_WAIT_MAX = 100;

  private final CurrentKeys keys;
  private final List<String> keyFields;
  private final Failures failures;
  private final X509ExtendedTrustManager trust;
  private final Proxies proxies;
  private final Executor worker;
  private final TimeSource time;
  private final Map<AuthConfig, Authentication> ways = new HashMap<>();
  private final Map<String, KeySource> issuers = new HashMap<>();
  private final ExecutorService verifying =
      new ThreadPoolExecutor(
          VERIFYING_THREADS,
          VERIFYING_THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(VERIFYING_WAIT_MAX),
          Thread.ofPlatform().daemon().name("verifying-", 0).factory());
  private @Nullable WebClient web;
  private @Nullable AuthCalls calls;

  /**
   * The ways to find out who calls.
   *
   * @param keyFields where a key is looked for first
   * @param trust whose certificates issuers and services may show
   * @param proxies through what those are reached
   * @param worker verifies signatures
   */
  Ways(
      CurrentKeys keys,
      List<String> keyFields,
      Failures failures,
      X509ExtendedTrustManager trust,
      Proxies proxies,
      Executor worker,
      TimeSource time) {
    this.keys = keys;
    this.keyFields = List.copyOf(keyFields);
    this.failures = failures;
    this.trust = trust;
    this.proxies = proxies;
    this.worker = worker;
    this.time = time;
  }

  /** The way of that block. */
  Authentication of(AuthConfig auth) {
    Authentication way = ways.get(auth);
    if (way == null) {
      way = make(auth);
      ways.put(auth, way);
    }
    return way;
  }

  /** Forgets the ways that none of those blocks asks for, and what was remembered for them. */
  void keepOnly(Set<AuthConfig> used) {
    Set<AuthConfig> all = new HashSet<>(used);
    used.forEach(auth -> auth.any().forEach(way -> all.add(way.alone())));
    ways.keySet().retainAll(all);
    issuers.keySet().removeIf(url -> all.stream().noneMatch(auth -> asks(auth, url)));
  }

  private static boolean asks(AuthConfig auth, String url) {
    return auth.jwt() != null && url.equals(auth.jwt().jwksUrl());
  }

  private Authentication make(AuthConfig auth) {
    if (auth.use() == AuthWord.NONE) {
      return Authentication.NONE;
    }
    if (auth.forward() != null) {
      return new ByForward(auth.forward(), calls(), time);
    }
    if (auth.basic() != null) {
      return new ByBasic(new Passwords(auth.basic().htpasswd()), failures, verifying, time);
    }
    if (!auth.any().isEmpty()) {
      return new AnyOf(auth.any().stream().map(way -> of(way.alone())).toList());
    }
    if (auth.use() == AuthWord.MTLS || auth.mtls() != null) {
      return new ByCertificate(auth.mtls());
    }
    return auth.jwt() == null
        ? new ByKey(keys, keyFields, Set.copyOf(auth.keys()))
        : byJwt(auth.jwt());
  }

  private Authentication byJwt(JwtConfig jwt) {
    String url = jwt.jwksUrl();
    KeySource source =
        url == null
            ? new KeysOfFile(Objects.requireNonNull(jwt.jwksFile()))
            : issuers.computeIfAbsent(url, this::fetchedFrom);
    return new ByJwt(new TokenRules(jwt), source, worker, time);
  }

  private KeySource fetchedFrom(String url) {
    WebClient client = web == null ? new WebClient(trust, proxies) : web;
    web = client;
    return new FetchedKeys(url, client, worker, time);
  }

  private AuthCalls calls() {
    AuthCalls made = calls == null ? new AuthCalls(trust, proxies) : calls;
    calls = made;
    return made;
  }

  /** Whoever still waits to be identified is told that it cannot be done. */
  @Override
  public void close() {
    verifying.shutdownNow();
    if (web != null) {
      web.close();
    }
    if (calls != null) {
      calls.close();
    }
  }
}
