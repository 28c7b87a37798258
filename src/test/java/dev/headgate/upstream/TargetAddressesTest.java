package dev.headgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.FakeTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When a name is looked up, and what is used until then. */
class TargetAddressesTest {
  private static final InetAddress FIRST = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress SECOND = InetAddress.ofLiteral("192.0.2.2");

  private final FakeTime time = new FakeTime();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final TargetAddresses addresses =
      new TargetAddresses("app.example", this::lookUp, tasks::add, time);
  private InetAddress[] known = {FIRST};
  private int lookups;

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    lookups++;
    assertThat(host).isEqualTo("app.example");
    if (known.length == 0) {
      throw new UnknownHostException(host);
    }
    return known;
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private List<InetAddress> found() {
    CompletableFuture<List<InetAddress>> found = addresses.get();
    runTasks();
    return found.join();
  }

  @Test
  void nothingIsLookedUpBeforeItIsAskedFor() {
    assertThat(tasks).isEmpty();
    assertThat(addresses.get()).isNotDone();
    assertThat(lookups).isZero();
  }

  @Test
  void whatIsFreshIsNotLookedUpAgain() {
    known = new InetAddress[] {FIRST, SECOND};
    assertThat(found()).containsExactly(FIRST, SECOND);
    time.pass(Duration.ofNanos(TargetAddresses.FRESH_NANOS - 1));

    assertThat(addresses.get()).isCompletedWithValue(List.of(FIRST, SECOND));
    assertThat(lookups).isEqualTo(1);
  }

  @Test
  void whatHasExpiredIsLookedUpAgain() {
    found();
    known = new InetAddress[] {SECOND};
    time.pass(Duration.ofNanos(TargetAddresses.FRESH_NANOS));

    assertThat(found()).containsExactly(SECOND);
    assertThat(lookups).isEqualTo(2);
  }

  @Test
  void callersAtTheSameTimeShareOneLookUp() {
    CompletableFuture<List<InetAddress>> one = addresses.get();
    CompletableFuture<List<InetAddress>> two = addresses.get();
    assertThat(tasks).hasSize(1);
    runTasks();

    assertThat(one.join()).containsExactly(FIRST);
    assertThat(two.join()).containsExactly(FIRST);
    assertThat(lookups).isEqualTo(1);
  }

  @Test
  void resolversHiccupLeavesTheLastAddresses() {
    found();
    known = new InetAddress[0];
    time.pass(Duration.ofDays(1));
    assertThat(found()).containsExactly(FIRST);

    known = new InetAddress[] {SECOND};
    assertThat(found()).containsExactly(SECOND);
    assertThat(lookups).isEqualTo(3);
  }

  @Test
  void nameThatWasNeverFoundFailsUntilItIs() {
    known = new InetAddress[0];
    CompletableFuture<List<InetAddress>> failed = addresses.get();
    runTasks();
    assertThat(failed).isCompletedExceptionally();

    known = new InetAddress[] {FIRST};
    assertThat(found()).containsExactly(FIRST);
  }
}
