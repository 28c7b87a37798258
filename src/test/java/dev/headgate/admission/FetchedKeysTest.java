package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Proxies;
import dev.headgate.testing.FakeTime;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.Issuer;
import dev.headgate.testing.KeyServer;
import dev.headgate.testing.Waiting;
import dev.headgate.upstream.TrustedRoots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The keys of an issuer on the web, and when they are asked for. */
@Timeout(60)
class FetchedKeysTest {
  private static final Issuer ISSUER = new Issuer();

  private final FakeTime time = new FakeTime();
  private final KeyServer server = KeyServer.start(ISSUER.jwks("rsa"));
  private final WebClient web = new WebClient(TrustedRoots.trusting(null), Proxies.NONE);
  private final FetchedKeys keys = new FetchedKeys(server.url(), web, Runnable::run, time);

  @AfterEach
  void stop() {
    web.close();
    server.close();
  }

  private static final class Answer implements KeySource.Listener {
    private final CompletableFuture<IssuerKeys> keys = new CompletableFuture<>();
    private final CompletableFuture<String> why = new CompletableFuture<>();

    @Override
    public void found(IssuerKeys found) {
      assertThat(keys.complete(found)).isTrue();
    }

    @Override
    public void missing(String reason) {
      assertThat(why.complete(reason)).isTrue();
    }

    IssuerKeys keys() {
      return get(keys);
    }

    String why() {
      return get(why);
    }

    private static <T> T get(CompletableFuture<T> future) {
      return future.orTimeout(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  private Answer find(@Nullable String id) {
    Answer answer = new Answer();
    keys.find(id, answer);
    return answer;
  }

  @Test
  void allThatComeMeanwhileShareOneFetch() {
    server.hold();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(find(i % 2 == 0 ? "rsa" : null));
    }
    assertThat(answers).noneMatch(answer -> answer.keys.isDone());
    server.release();
    answers.forEach(answer -> assertThat(answer.keys().has("rsa")).isTrue());
    assertThat(server.asked()).isEqualTo(1);
    assertThat(find("rsa").keys.isDone()).isTrue();
    assertThat(server.asked()).isEqualTo(1);
  }

  @Test
  void oldKeysAreFetchedAheadWhileTheyHold() {
    find("rsa").keys();
    time.pass(FetchedKeys.OLD_AFTER.minusNanos(1));
    find("rsa").keys();
    assertThat(server.asked()).isEqualTo(1);

    time.pass(Duration.ofNanos(1));
    server.show(200, ISSUER.jwks());
    server.hold();
    assertThat(find("rsa").keys.isDone()).isTrue();
    assertThat(find("rsa").keys.isDone()).isTrue();
    server.release();
    Waiting.until("the new keys", () -> find("rsa").keys().has("ed"));
    assertThat(server.asked()).isEqualTo(2);
  }

  @Test
  void lastKeysHoldWhileTheIssuerIsDown() {
    find("rsa").keys();
    server.show(500, "");
    time.pass(Duration.ofHours(5));
    assertThat(find("rsa").keys.isDone()).isTrue();
    Waiting.until("a fetch that failed", () -> server.asked() == 2);
    assertThat(find("rsa").keys.isDone()).isTrue();
    // Its failure is known once whoever waits for it is answered.
    find("other").keys();
    int asked = server.asked();
    time.pass(FetchedKeys.REFETCH_EVERY.minusNanos(1));
    assertThat(find("rsa").keys.isDone()).isTrue();
    assertThat(server.asked()).isEqualTo(asked);
    time.pass(Duration.ofNanos(1));
    server.show(200, ISSUER.jwks());
    assertThat(find("rsa").keys.isDone()).isTrue();
    Waiting.until("the new keys", () -> find("rsa").keys().has("ed"));
  }

  @Test
  void newKeyIsFoundByWhoeverWantsItFirst() {
    find("rsa").keys();
    server.show(200, ISSUER.jwks());
    assertThat(find("ed").keys().has("ed")).isTrue();
    assertThat(server.asked()).isEqualTo(2);
  }

  @Test
  void unknownKeyIsAskedForOnceInAWhile() {
    find("rsa").keys();
    assertThat(find("x").keys().has("x")).isFalse();
    assertThat(server.asked()).isEqualTo(2);
    time.pass(FetchedKeys.REFETCH_EVERY.minusNanos(1));
    for (int i = 0; i < 100; i++) {
      assertThat(find("x" + i).keys.isDone()).isTrue();
    }
    assertThat(server.asked()).isEqualTo(2);
    time.pass(Duration.ofNanos(1));
    find("x").keys();
    assertThat(server.asked()).isEqualTo(3);
  }

  @Test
  void unknownKeyIsDecidedByWhatIsThereWhileTheIssuerIsDown() {
    find("rsa").keys();
    server.show(503, "");
    assertThat(find("x").keys().has("rsa")).isTrue();
  }

  @Test
  void oversizedAnswerIsNone() {
    server.show(200, ISSUER.jwks() + " ".repeat(WebClient.BODY_BYTES_MAX));
    assertThat(find("rsa").why())
        .isEqualTo("the issuer's keys cannot be fetched: it answered with more than 1048576 bytes");
  }

  @Test
  void answerWithoutKeysIsNone() {
    for (String body : List.of("", "{}", "[]", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"?\"}]}")) {
      server.show(200, body);
      assertThat(find("rsa").why()).as(body).endsWith("without a key that can be used");
      time.pass(FetchedKeys.RETRY_EVERY);
    }
    server.show(404, ISSUER.jwks());
    assertThat(find("rsa").why()).endsWith("it answered 404");
  }

  @Test
  void issuerThatWasNeverThereIsAskedOnceASecond() {
    server.show(500, "");
    find("rsa").why();
    assertThat(find("rsa").why.isDone()).isTrue();
    assertThat(server.asked()).isEqualTo(1);
    time.pass(FetchedKeys.RETRY_EVERY);
    server.show(200, ISSUER.jwks());
    assertThat(find("rsa").keys().has("rsa")).isTrue();
  }

  @Test
  void issuerThatCannotBeReachedHasNoKeys() {
    server.close();
    assertThat(find("rsa").why()).startsWith("the issuer's keys cannot be fetched: ");
  }

  @Test
  void issuerThatDoesNotAnswerIsWaitedForSoLong() {
    server.hold();
    assertThat(find("rsa").why()).endsWith("it did not answer within 5 s");
  }

  @Test
  void onlySoManyWait() {
    server.hold();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < FetchedKeys.WAITING_MAX; i++) {
      answers.add(find("rsa"));
    }
    assertThat(find("rsa").why()).isEqualTo("too many wait for the issuer's keys");
    server.release();
    answers.forEach(Answer::keys);
  }

  @Test
  void gatewayThatStopsTellsWhoWaits() {
    server.hold();
    Answer answer = find("rsa");
    web.close();
    answer.why();
    time.pass(FetchedKeys.RETRY_EVERY);
    find("rsa").why();
  }
}
