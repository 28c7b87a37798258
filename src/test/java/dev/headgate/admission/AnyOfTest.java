package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who calls, told by the first way that knows. */
class AnyOfTest {
  private static final Caller ADA = new Caller("ada", Map.of());
  private static final Identity KNOWN = new Identity.Known(ADA);
  private static final Identity FORBIDDEN = new Identity.Forbidden(ADA, "not here");
  private static final Identity UNAVAILABLE = new Identity.Unavailable("down");
  private static final Identity NO_KEY = new Identity.Unknown("no key");
  private static final Identity NO_TOKEN = new Identity.Unknown("no token");

  private record Way(Identity identity, String challenge) implements Authentication {
    @Override
    public void identify(Credentials credentials, Consumer<Identity> then) {
      then.accept(identity);
    }
  }

  private static Identity anyOf(Identity... identities) {
    List<Authentication> ways = new ArrayList<>();
    Arrays.asList(identities).forEach(identity -> ways.add(new Way(identity, "")));
    List<Identity> told = new ArrayList<>();
    new AnyOf(ways).identify(ByJwtTest.bearer("x"), told::add);
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  @Test
  void firstThatKnowsHolds() {
    assertThat(anyOf(NO_KEY, KNOWN, NO_TOKEN)).isEqualTo(KNOWN);
    assertThat(anyOf(FORBIDDEN, KNOWN)).isEqualTo(KNOWN);
    assertThat(anyOf(UNAVAILABLE, KNOWN)).isEqualTo(KNOWN);
  }

  @Test
  void whoIsKnownToNoneIsToldTheMost() {
    assertThat(anyOf(NO_KEY, NO_TOKEN)).isEqualTo(new Identity.Unknown("no key; no token"));
    assertThat(anyOf(NO_KEY, UNAVAILABLE, FORBIDDEN)).isEqualTo(FORBIDDEN);
    assertThat(anyOf(NO_KEY, UNAVAILABLE)).isEqualTo(UNAVAILABLE);
  }

  @Test
  void eachChallengeIsMadeOnce() {
    AnyOf ways = new AnyOf(List.of(new Way(KNOWN, "A"), new Way(KNOWN, "B"), new Way(KNOWN, "A")));
    assertThat(ways.challenge()).isEqualTo("A, B");
  }
}
