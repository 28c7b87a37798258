package dev.headgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headgate.config.value.DirectHosts;
import dev.headgate.config.value.Hosts;
import dev.headgate.config.value.OutgoingProxy;
import dev.headgate.config.value.Rejection;
import dev.headgate.config.value.Secret;
import dev.headgate.config.yaml.Problem;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.Quote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which servers are reached through a proxy, as the environment says it for all programs. */
public final class Proxies {
  /** No proxy at all. */
  public static final Proxies NONE = new Proxies(null, List.of());

  private static final String ENVIRONMENT = "environment";
  private static final String PROXY = "HTTPS_PROXY";
  private static final String DIRECT = "NO_PROXY";
  private static final Pattern URL =
      Pattern.compile(
          "(?:(?i:http)://)?(?:([^@/]*)@)?"
              + Hosts.PATTERN
              + "(?::("
              + Hosts.PORT_PATTERN
              + "))?/?");
  private static final int PORT = 80;
  private static final Pattern AUTHORITY =
      Pattern.compile(Hosts.PATTERN + "(?::(" + Hosts.PORT_PATTERN + "))?");
  private static final int TLS_PORT = 443;

  private final @Nullable OutgoingProxy proxy;
  private final List<DirectHosts> direct;

  private Proxies(@Nullable OutgoingProxy proxy, List<DirectHosts> direct) {
    this.proxy = proxy;
    this.direct = List.copyOf(direct);
  }

  /** The variable of that name in the environment, and what it holds. */
  private record Variable(String name, String value) {
    /**
     * Programs differ in the letters that they look for; curl, for one, asks for small ones first.
     */
    static @Nullable Variable of(String name, Function<String, @Nullable String> environment) {
      for (String spelt : List.of(name.toLowerCase(Locale.ROOT), name)) {
        String value = environment.apply(spelt);
        if (value != null && !value.isBlank()) {
          return new Variable(spelt, value.strip());
        }
      }
      return null;
    }

    Problem problem(String found, String expected) {
      return new Problem(ENVIRONMENT, 0, 0, name, found, expected, null);
    }
  }

  /** Those that the environment names; what is wrong with it is told. */
  static Proxies of(Function<String, @Nullable String> environment, Problems problems) {
    Variable named = Variable.of(PROXY, environment);
    Variable excepted = Variable.of(DIRECT, environment);
    if (named == null) {
      return NONE;
    }
    return new Proxies(
        proxy(named, problems), excepted == null ? List.of() : direct(excepted, problems));
  }

  private static @Nullable OutgoingProxy proxy(Variable variable, Problems problems) {
    try {
      return proxy(variable.value());
    } catch (Rejection | IllegalArgumentException _) {
      String shown = Quote.text(variable.value().replaceFirst("^([^@/]*://)?.*@", "$1***@"));
      problems.addAll(
          List.of(
              variable.problem(
                  shown, "a proxy that is spoken to in plain HTTP, such as http://proxy:3128")),
          1);
      return null;
    }
  }

  private static OutgoingProxy proxy(String url) throws Rejection {
    Matcher parts = URL.matcher(url);
    String host = parts.matches() ? Hosts.host(parts.group(2)) : null;
    int port = host == null || parts.group(3) == null ? PORT : Hosts.port(parts.group(3));
    if (host == null || port < 1) {
      throw new Rejection(null, null);
    }
    String user = parts.group(1);
    return new OutgoingProxy(host, port, user == null ? null : credentials(user));
  }

  /** In a URL a plus sign is one. */
  private static Secret credentials(String userInfo) {
    String plain = URLDecoder.decode(userInfo.replace("+", "%2B"), UTF_8);
    return new Secret(plain.contains(":") ? plain : plain + ":");
  }

  private static List<DirectHosts> direct(Variable variable, Problems problems) {
    List<DirectHosts> direct = new ArrayList<>();
    for (String entry : variable.value().split("[,\\s]+", -1)) {
      try {
        if (!entry.isEmpty()) {
          direct.add(DirectHosts.parse(entry));
        }
      } catch (Rejection _) {
        problems.addAll(
            List.of(
                variable.problem(
                    Quote.text(entry),
                    "hosts such as example.com, db.example.com:8443, 192.0.2.7, 10.0.0.0/8 or *")),
            1);
      }
    }
    return direct;
  }

  /** The proxy for that host, which is spoken to in TLS; null: there is none. */
  public @Nullable OutgoingProxy to(String host, int port) {
    String plain = DirectHosts.plain(host);
    InetAddress address = Hosts.address(plain);
    boolean isLocal = plain.equals("localhost") || (address != null && address.isLoopbackAddress());
    return isLocal || direct.stream().anyMatch(hosts -> hosts.mean(plain, address, port))
        ? null
        : proxy;
  }

  /** The only proxy that there is; null: none. */
  public @Nullable OutgoingProxy only() {
    return proxy;
  }

  /** The same rules for the clients of libraries. */
  public ProxySelector selector() {
    return new Selector();
  }

  private final class Selector extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      // Names with underscores are no hosts to Java's URIs.
      Matcher parts = AUTHORITY.matcher(String.valueOf(uri.getRawAuthority()));
      String host = parts.matches() ? Hosts.host(parts.group(1)) : null;
      if (host == null || !"https".equalsIgnoreCase(uri.getScheme())) {
        return List.of(Proxy.NO_PROXY);
      }
      String port = parts.group(2);
      OutgoingProxy through = to(host, port == null ? TLS_PORT : Hosts.port(port));
      return List.of(
          through == null
              ? Proxy.NO_PROXY
              : new Proxy(
                  Proxy.Type.HTTP,
                  InetSocketAddress.createUnresolved(through.host(), through.port())));
    }

    /** The client's caller tells it. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
