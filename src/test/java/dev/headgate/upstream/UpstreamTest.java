package dev.headgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.UpstreamProtocol;
import dev.headgate.config.value.DialectName;
import dev.headgate.testing.FakeTime;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which target of an upstream is next. */
class UpstreamTest {
  private final Target one = target("one");
  private final Target two = target("two");
  private final Target three = target("three");

  private static Target target(String host) {
    TargetAddresses nowhere =
        new TargetAddresses(host, _ -> new InetAddress[0], Runnable::run, new FakeTime());
    return new Target(null, host, 80, "", UpstreamProtocol.HTTP1, nowhere, null);
  }

  private static Upstream upstream(Target... targets) {
    return new Upstream("app", List.of(targets), Map.of(), Set.of(), DialectName.AUTO);
  }

  @Test
  void onlyTargetIsAlwaysNext() {
    Upstream upstream = upstream(one);
    one.begin();

    assertThat(upstream.pick()).isSameAs(one);
    assertThat(upstream.pick()).isSameAs(one);
  }

  @Test
  void equalsTakeTurns() {
    Upstream upstream = upstream(one, two, three);

    assertThat(IntStream.range(0, 6).mapToObj(_ -> upstream.pick()))
        .containsExactly(one, two, three, one, two, three);
  }

  @Test
  void fewestInFlightIsNextWhosesoeverTurnItIs() {
    Upstream upstream = upstream(one, two, three);
    one.begin();
    one.begin();
    three.begin();
    assertThat(IntStream.range(0, 3).mapToObj(_ -> upstream.pick())).containsOnly(two);

    two.begin();
    two.begin();
    assertThat(IntStream.range(0, 3).mapToObj(_ -> upstream.pick())).containsOnly(three);

    one.end();
    one.end();
    assertThat(upstream.pick()).isSameAs(one);
  }
}
