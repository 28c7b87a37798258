package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.value.OutgoingProxy;
import dev.headgate.config.value.Secret;
import dev.headgate.config.yaml.Problems;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final String FILE =
      "version: 1\nupstreams: { a: { url: 'https://a' } }\n"
          + "routes: [{ name: a, to: a, auth: none, match: /a }]";

  @TempDir Path folder;

  private static Proxies of(Map<String, String> environment) {
    Problems problems = new Problems("f");
    Proxies proxies = Proxies.of(environment::get, problems);
    assertThat(problems.told()).isEmpty();
    return proxies;
  }

  private static Proxies except(String direct) {
    return of(Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", direct));
  }

  private List<String> problems(Map<String, String> environment) {
    return new Sample(folder, environment).problems(FILE);
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy:3128, proxy:3128",
    "HTTP://proxy:3128/, proxy:3128",
    "proxy:3128, proxy:3128",
    "proxy, proxy:80",
    "http://proxy, proxy:80",
    "http://[2001:db8::1]:3128, [2001:db8::1]:3128",
    "' http://192.0.2.1:8080 ', 192.0.2.1:8080",
    "http://user:word@proxy:3128, proxy:3128",
  })
  void proxyIsNamedAsProgramsNameIt(String value, String proxy) {
    assertThat(of(Map.of("HTTPS_PROXY", value)).to("a", 443)).hasToString(proxy);
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:word@proxy, user:word",
    "user:word@proxy, user:word",
    "http://u%40x:p%3A%2F+%25@proxy, u@x:p:/+%",
    "http://user@proxy, user:",
    "http://proxy,",
  })
  void credentialsAreReadAsInAnyUrl(String value, String credentials) {
    OutgoingProxy proxy = Objects.requireNonNull(of(Map.of("HTTPS_PROXY", value)).only());
    Secret read = proxy.credentials();
    assertThat(read == null ? null : read.reveal()).isEqualTo(credentials);
    assertThat(proxy + " " + read).doesNotContain("word");
  }

  @Test
  void smallLettersGoFirstAndEmptyIsNone() {
    assertThat(of(Map.of("HTTPS_PROXY", "a", "https_proxy", "b")).to("x", 443)).hasToString("b:80");
    assertThat(of(Map.of("HTTPS_PROXY", "a", "https_proxy", "")).to("x", 443)).hasToString("a:80");
    assertThat(of(Map.of("HTTPS_PROXY", " ")).to("x", 443)).isNull();
    assertThat(of(Map.of("HTTP_PROXY", "a", "ALL_PROXY", "a")).to("x", 443)).isNull();
    assertThat(of(Map.of("NO_PROXY", "not read ://")).to("x", 443)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, 443",
    "example.com, api.EXAMPLE.com, 443",
    "example.com, example.com., 443",
    "Example.com., example.com, 443",
    ".example.com, example.com, 443",
    ".example.com, api.example.com, 443",
    "*.example.com, api.example.com, 443",
    "example.com:8443, example.com, 8443",
    "192.0.2.7, 192.0.2.7, 443",
    "192.0.2.7:8443, 192.0.2.7, 8443",
    "10.1.2.3/8, 10.9.9.9, 443",
    "2001:db8::1, 2001:db8:0::1, 443",
    "[2001:db8::1], 2001:db8::1, 443",
    "[2001:db8::1]:8443, 2001:db8::1, 8443",
    "fd00::/8, fd00::1, 443",
    "'a, b,,c  example.com', example.com, 443",
    "*, example.com, 443",
    "'a,*', 192.0.2.7, 443",
    "'', localhost, 443",
    "'', LOCALHOST, 443",
    "'', 127.0.0.9, 443",
    "'', ::1, 443",
  })
  void hostIsReachedDirectly(String direct, String host, int port) {
    assertThat(except(direct).to(host, port)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, badexample.com, 443",
    "example.com, example.com.evil, 443",
    "api.example.com, example.com, 443",
    "example.com:8443, example.com, 443",
    "192.0.2.7:8443, 192.0.2.7, 443",
    "192.0.2.7, 192.0.2.70, 443",
    "10.0.0.0/8, 11.0.0.1, 443",
    "10.0.0.0/8, 10.example.com, 443",
    "fd00::/8, 10.0.0.1, 443",
    "'', 128.0.0.1, 443",
    "'', localhost.example.com, 443",
  })
  void hostIsReachedThroughTheProxy(String direct, String host, int port) {
    assertThat(except(direct).to(host, port)).hasToString("proxy:3128");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://proxy:3128",
        "https://user:word@proxy:3128",
        "socks5://user:word@proxy:1080",
        "http://proxy:99999",
        "http://proxy:0",
        "http://proxy:3128/path",
        "http://user:wo/rd@proxy:3128",
        "http://user:word%zz@proxy:3128",
        "http://",
        "user:word@",
        "a b",
      })
  void whatIsNoProxyIsToldAtItsVariable(String value) {
    assertThat(problems(Map.of("HTTPS_PROXY", value)))
        .singleElement()
        .asString()
        .startsWith("environment HTTPS_PROXY: found \"")
        .endsWith("\", expected a proxy that is spoken to in plain HTTP, such as http://proxy:3128")
        .doesNotContain("word", "rd@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "192.168.*", "http://a", "a:b", "a:0:1", "[::1", "a_/8"})
  void whatIsNoHostIsToldAtItsVariable(String entry) {
    assertThat(problems(Map.of("https_proxy", "proxy", "no_proxy", "a," + entry)))
        .containsExactly(
            "environment no_proxy: found \""
                + entry
                + "\", expected hosts such as example.com, db.example.com:8443, 192.0.2.7,"
                + " 10.0.0.0/8 or *");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com/x, proxy:3128",
    "https://api_1:8443/x, proxy:3128",
    "https://direct:8443/x,",
    "https://direct/x, proxy:3128",
    "https://[::1]/x,",
    "http://api.example.com/x,",
  })
  void clientsOfLibrariesAreToldTheSame(String url, String proxy) {
    Proxy selected = except("direct:8443").selector().select(URI.create(url)).getFirst();
    assertThat(selected)
        .hasToString(proxy == null ? "DIRECT" : "HTTP @ " + proxy.replace(":", "/<unresolved>:"));
  }
}
