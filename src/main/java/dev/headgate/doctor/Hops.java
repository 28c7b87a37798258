package dev.headgate.doctor;

import dev.headgate.doctor.Hop.Harm;
import dev.headgate.doctor.Recording.Head;
import dev.headgate.http1.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who stands between, as far as a response's header tells.
 *
 * @param evidence the fields that name someone
 */
record Hops(List<Hop> known, List<String> evidence) {
  private static final List<String> TELLING =
      List.of("Server", "Via", "X-Served-By", "X-Cache", "CF-Ray", "Age");

  /** Those who are met most, where nobody names himself. */
  private static final List<Hop> USUAL = List.of(Hop.NGINX, Hop.HAPROXY);

  /** Nobody names himself. */
  static final Hops NONE = new Hops(List.of(), List.of());

  Hops {
    known = List.copyOf(known);
    evidence = List.copyOf(evidence);
  }

  static Hops of(Head head) {
    List<String> evidence = new ArrayList<>();
    for (Fields.Field field : head.fields()) {
      if (TELLING.stream().anyMatch(field.name()::equalsIgnoreCase)) {
        evidence.add(field.name() + ": " + field.value());
      }
    }
    List<Hop> known =
        Arrays.stream(Hop.values()).filter(hop -> hop.isNamedIn(head.fields())).toList();
    return new Hops(known, evidence);
  }

  /** What helps against that, of those who named themselves; else of the usual ones. */
  String remedy(Harm harm) {
    String remedies =
        (known.isEmpty() ? USUAL : known)
            .stream().map(hop -> hop.remedy(harm)).collect(Collectors.joining("; "));
    return known.isEmpty()
        ? remedies + "; to find out who it is, run doctor against each hop in turn"
        : remedies;
  }

  /** Their names. */
  String names() {
    return known.stream().map(Hop::title).collect(Collectors.joining(", "));
  }
}
