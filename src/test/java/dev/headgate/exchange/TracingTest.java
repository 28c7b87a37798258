package dev.headgate.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN;
  private static final Tracing ALL = new Tracing(true, 1);
  private static final Tracing NONE = new Tracing(true, 0);

  private static Trace begin(Tracing tracing, List<String> parents, String... states) {
    return Objects.requireNonNull(
        tracing.begin(name -> name.equals("traceparent") ? parents : List.of(states)));
  }

  @ParameterizedTest
  @CsvSource({
    PARENT + "-01, true",
    PARENT + "-00, false",
    PARENT + "-02, false",
    PARENT + "-ff, true",
    "01-" + TRACE + "-" + SPAN + "-01, true",
    "cc-" + TRACE + "-" + SPAN + "-01-what-comes-later, true",
    "fe-" + TRACE + "-" + SPAN + "-01-, true",
  })
  void validParentIsFollowedAsItSays(String parent, boolean sampled) {
    for (Tracing tracing : List.of(ALL, NONE)) {
      Trace trace = begin(tracing, List.of(parent), "a=1", "b=2");
      assertThat(trace.traceId()).isEqualTo(TRACE);
      assertThat(trace.parentId()).isEqualTo(SPAN);
      assertThat(trace.sampled()).isEqualTo(sampled);
      assertThat(trace.isKept()).isEqualTo(sampled);
      assertThat(trace.state()).isEqualTo("a=1,b=2");
      assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
      assertThat(trace.fields())
          .isEqualTo(
              Map.of(
                  "traceparent", "00-" + TRACE + "-" + trace.spanId() + (sampled ? "-01" : "-00")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        PARENT,
        PARENT + "-",
        PARENT + "-1",
        PARENT + "-0x",
        PARENT + "-01-",
        PARENT + "-01-more",
        PARENT + "-01 ",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01.more",
        "FE-" + TRACE + "-" + SPAN + "-01",
        "0-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
        "00-" + TRACE + "-B7AD6B7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319-" + SPAN + "-01a",
        "00_" + TRACE + "_" + SPAN + "_01",
        "00-" + TRACE + "-" + SPAN + "-01," + PARENT + "-01",
        "00-" + TRACE + "-" + SPAN + "-\u0660\u0661",
      })
  void otherParentIsNone(String parent) {
    Trace trace = begin(ALL, List.of(parent), "a=1");
    assertThat(trace.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    assertThat(trace.parentId()).isEmpty();
    assertThat(trace.state()).isEmpty();
    assertThat(trace.fields()).containsEntry("tracestate", "");
    assertThat(Tracing.OFF.begin(_ -> List.of(parent))).isNull();
  }

  @Test
  void severalParentsAreNone() {
    List<String> parents = List.of(PARENT + "-01", PARENT + "-01");
    assertThat(begin(ALL, parents).traceId()).isNotEqualTo(TRACE);
    assertThat(Tracing.OFF.begin(_ -> parents)).isNull();
  }

  @Test
  void traceThatBeginsHereIsKeptByItsShare() {
    assertThat(begin(ALL, List.of()).isKept()).isTrue();
    Trace unkept = begin(NONE, List.of());
    assertThat(unkept.isKept()).isFalse();
    assertThat(unkept.fields().get("traceparent")).endsWith("-00");
  }

  @Test
  void gatewayThatMakesNoSpansChangesNothing() {
    Trace trace = begin(Tracing.OFF, List.of(PARENT + "-01"), "a=1");
    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.isKept()).isFalse();
    assertThat(trace.fields()).isEmpty();
    assertThat(Tracing.OFF.begin(_ -> List.of())).isNull();
  }
}
