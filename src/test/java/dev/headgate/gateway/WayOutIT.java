package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.Certificates;
import dev.headgate.testing.ConnectProxy;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.GatewayProcess;
import dev.headgate.testing.Issuer;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All that goes out goes through the proxy. */
@Timeout(60)
class WayOutIT {
  private static final Issuer ISSUER = new Issuer();
  private static final String NAME = "out.invalid";
  private static final Certificates CERTIFICATES = Certificates.of(NAME);
  private static final String CREDENTIALS = "Proxy-Authorization: Basic YW5uOnBAcytz\r\n";

  @TempDir private Path folder = Path.of("");

  private static RawUpstream answering(String body) {
    return RawUpstream.playing(
        CERTIFICATES.sockets(),
        connection -> {
          connection.readHead();
          connection.send(
              "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(body.length(), body));
        });
  }

  private static GatewayFixture gateway(String auth, Map<String, String> environment) {
    return GatewayFixture.start(
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        upstreams: { demo: { url: "builtin:demo" } }
        routes: [{ name: a, match: /*, to: demo, auth: { %s } }]
        """
            .formatted(auth),
        CERTIFICATES.roots(),
        environment);
  }

  private static int ask(GatewayFixture gateway) {
    String body = "{\"model\":\"demo\",\"messages\":[]}";
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
                  .formatted(ISSUER.sign(Issuer.claims(Instant.now())))
              + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body));
      return RawAnswer.read(client).status();
    }
  }

  @Test
  void keysOfAnIssuerComeThroughTheProxy() {
    try (RawUpstream issuer = answering(ISSUER.jwks());
        ConnectProxy proxy = ConnectProxy.to(issuer.port());
        GatewayFixture gateway =
            gateway(
                "jwt: { issuer: '%s', audience: gateway, jwks_url: 'https://out.invalid/keys' }"
                    .formatted(Issuer.NAME),
                proxy.environment())) {
      assertThat(ask(gateway)).isEqualTo(200);
      assertThat(proxy.next())
          .startsWith("CONNECT out.invalid:443 HTTP/1.1\r\n")
          .contains(CREDENTIALS);
    }
  }

  @Test
  void serviceIsAskedThroughTheProxy() {
    try (RawUpstream service = answering("");
        ConnectProxy proxy = ConnectProxy.to(service.port());
        GatewayFixture gateway =
            gateway(
                "forward: { url: 'https://out.invalid/check', timeout: 20s }",
                proxy.environment())) {
      assertThat(ask(gateway)).isEqualTo(200);
      assertThat(proxy.next())
          .startsWith("CONNECT out.invalid:443 HTTP/1.1\r\n")
          .contains(CREDENTIALS);
    }
  }

  @Test
  void credentialsThatAProxyDoesNotTakeAreShownOnce() {
    try (ConnectProxy proxy =
            ConnectProxy.endingAfter(
                "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"a\"\r\nContent-Length: 0\r\n\r\n");
        GatewayFixture gateway =
            gateway(
                "forward: { url: 'https://out.invalid/check', timeout: 20s }",
                proxy.environment())) {
      assertThat(ask(gateway)).isEqualTo(503);
      assertThat(proxy.accepted()).isEqualTo(1);
      assertThat(gateway.nextLogLine().get("detail").asText()).contains("proxy");
    }
  }

  @Test
  void spansGoThroughTheProxy() {
    try (ConnectProxy proxy = ConnectProxy.answering("HTTP/1.1 502 No\r\n\r\n");
        GatewayFixture gateway =
            GatewayFixture.start(
                """
                version: 1
                listen: { address: "127.0.0.1:0" }
                upstreams: { demo: { url: "builtin:demo" } }
                tracing: { otlp: "https://out.invalid:4318" }
                routes: [{ name: a, match: /*, to: demo, auth: none }]
                """,
                CERTIFICATES.roots(),
                proxy.environment())) {
      assertThat(ask(gateway)).isEqualTo(200);
      assertThat(proxy.next())
          .startsWith("CONNECT out.invalid:4318 HTTP/1.1\r\n")
          .doesNotContain("YW5u");
    }
  }

  @Test
  void processTakesTheProxyFromItsEnvironment() throws Exception {
    Files.writeString(folder.resolve("ca.crt"), CERTIFICATES.rootPem());
    String yaml =
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        upstreams: { app: { url: "https://out.invalid", tls: { ca: "%s/ca.crt" } } }
        routes: [{ name: a, match: /*, to: app, auth: none }]
        """
            .formatted(folder);
    try (RawUpstream upstream =
            RawUpstream.playing(
                CERTIFICATES.sockets(),
                connection -> {
                  connection.readHead();
                  connection.send(KeepingUpstream.FINE);
                });
        ConnectProxy proxy = ConnectProxy.to(upstream.port());
        GatewayProcess gateway =
            GatewayProcess.with(yaml)
                .after("export NO_PROXY=a,b HTTPS_PROXY=http://ann:word@127.0.0.1:" + proxy.port())
                .logTo(folder.resolve("log").toString())
                .start();
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(RawAnswer.read(client).body()).isEqualTo("ok");
      assertThat(proxy.next()).startsWith("CONNECT out.invalid:443 HTTP/1.1\r\n");
      assertThat(gateway.told()).noneMatch(line -> line.contains("word"));
      assertThat(Files.readString(folder.resolve("log"), UTF_8)).doesNotContain("word");
    }
  }
}
