package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Proxies;
import dev.headgate.config.block.ForwardConfig;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.http1.Fields;
import dev.headgate.http1.HttpVersion;
import dev.headgate.http1.RequestHead;
import dev.headgate.testing.AuthService;
import dev.headgate.testing.FakeTime;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.upstream.TrustedRoots;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls, told by a service. */
@Timeout(30)
class ByForwardTest {
  private static final List<String> COPIED = List.of("X-User-Id", "X-Tenant");

  private final AuthService service = AuthService.start();
  private final AuthCalls calls = new AuthCalls(TrustedRoots.trusting(null), Proxies.NONE);
  private final FakeTime time = new FakeTime();

  @AfterEach
  void stop() {
    calls.close();
    service.close();
  }

  private static TimeSpan span(Duration duration) {
    return TimeSpan.of(duration);
  }

  private ByForward forward(String url, Duration timeout) {
    return new ByForward(
        new ForwardConfig(url, span(timeout), null, List.of(), COPIED, "X-User-Id"), calls, time);
  }

  private ByForward forward() {
    return forward(service.url(), Duration.ofSeconds(20));
  }

  private ByForward caching() {
    return new ByForward(
        new ForwardConfig(
            service.url(), null, span(Duration.ofMinutes(1)), List.of(), List.of(), null),
        calls,
        time);
  }

  private static Identity identify(ByForward forward, Credentials credentials) {
    CompletableFuture<Identity> told = new CompletableFuture<>();
    forward.identify(credentials, told::complete);
    return told.orTimeout(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private AuthService.Asked asked() throws InterruptedException {
    AuthService.Asked asked =
        service.asked().poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(asked).isNotNull();
    return asked;
  }

  @Test
  void admittedCallerHasNameAndFields() {
    service.answers(200, "hello", "X-User-Id", "alice", "X-Other", "x");
    assertThat(identify(forward(), Sent.with()))
        .isEqualTo(
            new Identity.Known(
                new Caller("alice", Map.of()), Map.of("X-User-Id", "alice", "X-Tenant", "")));
  }

  @Test
  void callerThatNobodyNamesIsCalledForward() {
    service.answers(204, "");
    assertThat(identify(caching(), Sent.with()))
        .isEqualTo(new Identity.Known(new Caller("forward", Map.of())));
  }

  @Test
  void serviceIsToldOfTheRequestAndNoMore() throws InterruptedException {
    identify(
        forward(),
        Sent.with(
            "Host", "ai.example.com",
            "Authorization", "Bearer a",
            "cookie", "a=1",
            "cookie", "b=2",
            "X-Forwarded-For", "192.0.2.9",
            "Content-Length", "7",
            "X-Other", "x"));
    AuthService.Asked asked = asked();
    assertThat(asked.method()).isEqualTo("GET");
    assertThat(asked.target()).isEqualTo("/check?by=headgate");
    assertThat(asked.all("Authorization")).containsExactly("Bearer a");
    assertThat(asked.all("Cookie")).containsExactly("a=1", "b=2");
    assertThat(asked.all("X-Forwarded-Method")).containsExactly("POST");
    assertThat(asked.all("X-Forwarded-Uri")).containsExactly("/v1/chat?a=b");
    assertThat(asked.all("X-Forwarded-Host")).containsExactly("ai.example.com");
    assertThat(asked.all("X-Forwarded-For")).containsExactly("127.0.0.1");
    assertThat(asked.all("X-Other")).isEmpty();
    assertThat(asked.all("Content-Length")).isEmpty();
  }

  @Test
  void whatIsToldByTheGatewayIsNotTheClients() throws InterruptedException {
    ForwardConfig config =
        new ForwardConfig(
            service.url(), null, null, List.of("X-Forwarded-Uri", "User-Agent"), List.of(), null);
    identify(
        new ByForward(config, calls, time),
        Sent.with("X-Forwarded-Uri", "/public", "User-Agent", "curl"));
    AuthService.Asked asked = asked();
    assertThat(asked.all("X-Forwarded-Uri")).containsExactly("/v1/chat?a=b");
    assertThat(asked.all("User-Agent")).containsExactly("curl");
  }

  @Test
  void refusalIsPassedWithWhatIsForTheClient() {
    service.answers(
        302, "", "Location", "/login", "Set-Cookie", "a=1", "Set-Cookie", "b=2", "X-Inner", "x");
    assertThat(identify(forward(), Sent.with()))
        .isEqualTo(
            new Identity.Answered(
                302,
                Fields.of(
                    List.of(
                        new Fields.Field("Location", "/login"),
                        new Fields.Field("Set-Cookie", "a=1"),
                        new Fields.Field("Set-Cookie", "b=2"))),
                ByteBuffer.allocate(0)));
  }

  @Test
  void bodyOfRefusalIsBounded() {
    service.answers(403, "x".repeat(ByForward.BODY_BYTES_MAX + 1));
    Identity identity = identify(forward(), Sent.with());
    assertThat(identity).isInstanceOf(Identity.Answered.class);
    assertThat(((Identity.Answered) identity).body().remaining())
        .isEqualTo(ByForward.BODY_BYTES_MAX);
  }

  @Test
  void bodyOfRefusalIsPassed() {
    service.answers(401, "{}", "WWW-Authenticate", "Bearer", "Content-Type", "application/json");
    Identity identity = identify(forward(), Sent.with());
    assertThat(identity).isInstanceOf(Identity.Answered.class);
    Identity.Answered answered = (Identity.Answered) identity;
    assertThat(answered.fields().first("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(answered.body()).isEqualTo(StandardCharsets.UTF_8.encode("{}"));
  }

  @Test
  void serviceThatDoesNotAnswerInTimeIsUnavailable() {
    try (HandUpstream silent = HandUpstream.start()) {
      String url = "http://127.0.0.1:" + silent.port() + "/";
      assertThat(identify(forward(url, Duration.ofMillis(50)), Sent.with()))
          .isInstanceOf(Identity.Unavailable.class);
    }
  }

  @Test
  void serviceThatIsNotThereIsUnavailable() {
    HandUpstream gone = HandUpstream.start();
    String url = "http://127.0.0.1:" + gone.port() + "/";
    gone.close();
    assertThat(identify(forward(url, Duration.ofSeconds(10)), Sent.with()))
        .isInstanceOf(Identity.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
        "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-Tenant: a\rHost: b\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 401 No\r\nLocation: /\u0000\r\nContent-Length: 0\r\n\r\n",
        "nonsense\r\n\r\n",
      })
  void oddAnswerAdmitsNobody(String answer) {
    try (HandUpstream odd = HandUpstream.start()) {
      CompletableFuture<Identity> told = new CompletableFuture<>();
      forward("http://127.0.0.1:" + odd.port() + "/", Duration.ofSeconds(20))
          .identify(Sent.with(), told::complete);
      odd.next().send(answer);
      assertThat(told.orTimeout(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS).join())
          .isInstanceOf(Identity.Unavailable.class);
    }
  }

  @Test
  void noMoreCallsAreUnderWayThanMayBe() {
    try (HandUpstream silent = HandUpstream.start()) {
      ByForward forward =
          forward("http://127.0.0.1:" + silent.port() + "/", Duration.ofSeconds(20));
      List<Identity> told = new ArrayList<>();
      for (int i = 0; i < AuthCalls.UNDER_WAY_MAX; i++) {
        forward.identify(Sent.with(), _ -> {});
      }
      forward.identify(Sent.with(), told::add);
      assertThat(told)
          .containsExactly(new Identity.Unavailable("auth.forward: 1000 calls are under way"));
    }
  }

  @Test
  void admissionIsRememberedForAsLongAsTheFileSays() {
    ByForward forward = caching();
    Credentials one = Sent.with("Authorization", "a");
    identify(forward, one);
    assertThat(identify(forward, one)).isInstanceOf(Identity.Known.class);
    assertThat(service.asked()).hasSize(1);
    time.pass(Duration.ofMinutes(1));
    identify(forward, one);
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void admissionHoldsForTheSameRequestOnly() {
    ByForward forward = caching();
    identify(forward, Sent.with("Authorization", "a"));
    identify(forward, Sent.with("Authorization", "b"));
    identify(forward, Sent.with("Authorization", "a", "Cookie", "c"));
    identify(forward, Sent.with("Authorization", "a", "Host", "h"));
    for (RequestHead head :
        List.of(head("GET", "/v1/chat?a=b"), head("POST", "/v1"), head("POST", "/v1/chat"))) {
      identify(forward, new Credentials(head, InetAddress.ofLiteral("127.0.0.1"), () -> null));
    }
    identify(
        forward,
        new Credentials(head("POST", "/v1/chat?a=b"), InetAddress.ofLiteral("::1"), () -> null));
    assertThat(service.asked()).hasSize(8);
    identify(forward, Sent.with("Authorization", "a", "X-Other", "not told"));
    assertThat(service.asked()).hasSize(8);
  }

  private static RequestHead head(String method, String target) {
    return new RequestHead(
        method,
        target,
        HttpVersion.HTTP_1_1,
        Fields.of(List.of(new Fields.Field("Authorization", "a"))));
  }

  @Test
  void refusalIsNotRemembered() {
    service.answers(401, "");
    ByForward forward = caching();
    identify(forward, Sent.with());
    service.answers(200, "");
    assertThat(identify(forward, Sent.with())).isInstanceOf(Identity.Known.class);
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void bytesThatAreNoTextAreNotAskedAbout() {
    assertThat(identify(forward(), Sent.with("Authorization", "caf\u00e9")))
        .isEqualTo(new Identity.Unknown("a header that is not UTF-8"));
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void fieldsPassByteForByte() throws InterruptedException {
    service.answers(200, "", "X-User-Id", "Zo\u00c3\u00ab");
    identify(forward(), Sent.with("Authorization", "caf\u00c3\u00a9"));
    assertThat(asked().all("Authorization")).containsExactly("caf\u00c3\u00a9");
    assertThat(FieldText.bytes("Zo\u00eb")).isEqualTo("Zo\u00c3\u00ab");
  }
}
