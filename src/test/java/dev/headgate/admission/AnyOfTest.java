package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http1.Fields;
import java.nio.ByteBuffer;
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

  private static final Identity ANSWERED =
      new Identity.Answered(302, Fields.of(List.of()), ByteBuffer.allocate(0));

  private record Way(Identity identity, String challenge, List<String> ownFields)
      implements Authentication {
    Way(Identity identity, String challenge) {
      this(identity, challenge, List.of());
    }

    @Override
    public void identify(Credentials credentials, Consumer<Identity> then) {
      then.accept(identity);
    }
  }

  private static Identity anyOf(Identity... identities) {
    List<Authentication> ways = new ArrayList<>();
    Arrays.asList(identities).forEach(identity -> ways.add(new Way(identity, "")));
    return told(ways);
  }

  private static Identity told(List<Authentication> ways) {
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
    assertThat(anyOf(NO_KEY, ANSWERED, NO_TOKEN)).isEqualTo(ANSWERED);
    assertThat(anyOf(ANSWERED, UNAVAILABLE)).isEqualTo(UNAVAILABLE);
    assertThat(anyOf(ANSWERED, FORBIDDEN)).isEqualTo(FORBIDDEN);
  }

  /** A header in which a service names its users would otherwise be any key's to fill. */
  @Test
  void whatOneWayTellsTheUpstreamIsNoCallersOfAnother() {
    Way service = new Way(NO_TOKEN, "", List.of("X-User", "X-Tenant"));
    assertThat(told(List.of(new Way(KNOWN, ""), service)))
        .isEqualTo(new Identity.Known(ADA, Map.of("X-User", "", "X-Tenant", "")));
    Identity named = new Identity.Known(ADA, Map.of("x-user", "ada"));
    assertThat(told(List.of(new Way(named, "", List.of("X-User", "X-Tenant")))))
        .isInstanceOfSatisfying(
            Identity.Known.class,
            known -> assertThat(known.upstreamFields()).containsValues("ada", "").hasSize(2));
  }

  @Test
  void eachChallengeIsMadeOnce() {
    AnyOf ways = new AnyOf(List.of(new Way(KNOWN, "A"), new Way(KNOWN, "B"), new Way(KNOWN, "A")));
    assertThat(ways.challenge()).isEqualTo("A, B");
  }
}
