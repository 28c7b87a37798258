package dev.headgate.proxy;

import dev.headgate.admission.Admission;
import dev.headgate.admission.Caller;
import dev.headgate.admission.Credentials;
import dev.headgate.admission.Denial;
import dev.headgate.admission.Identity;
import dev.headgate.admission.Pass;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.exchange.Usage;
import dev.headgate.relay.Alarm;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Lets one exchange in: who calls, and whether a request is left, as soon as its route is known;
 * whether it may run, last of all before the upstream hears of it.
 */
final class Entrance implements Pass.Listener {
  private final XnioIoThread thread;
  private final Admission admission;
  private final Credentials credentials;
  private final Alarm alarm;
  private final ExchangeFacts facts;
  private final Consumer<Refusal> refused;
  private @Nullable Pass pass;
  private @Nullable Denial noTurn;
  private @Nullable Runnable next;
  private Map<String, String> upstreamFields = Map.of();
  private boolean over;

  /**
   * The entrance to a route.
   *
   * @param refused hears why the exchange may not begin
   */
  Entrance(
      ClientRequest request,
      Admission admission,
      Alarm alarm,
      ExchangeFacts facts,
      Consumer<Refusal> refused) {
    this.thread = request.exchange().getIoThread();
    this.admission = admission;
    this.credentials = request.credentials();
    this.alarm = alarm;
    this.facts = facts;
    this.refused = refused;
  }

  /** Finds out who calls, and takes a request from the limits; then goes on with that. */
  void admit(Runnable then) {
    next = then;
    admission.identify(credentials, identity -> execute(() -> identified(identity)));
  }

  private void identified(Identity identity) {
    if (over) {
      return;
    }
    switch (identity) {
      case Identity.Known(Caller caller, Map<String, String> fields) -> {
        upstreamFields = fields;
        known(caller);
      }
      case Identity.Unknown why -> refuse(admission.unknown(why, credentials));
      case Identity.Unavailable why -> refuse(admission.unavailable(why));
      case Identity.Answered answer -> refuse(admission.answered(answer, credentials));
      case Identity.Forbidden why -> {
        facts.calledBy(why.caller().name());
        refuse(admission.forbidden(why));
      }
    }
  }

  private void known(Caller caller) {
    facts.calledBy(caller.name());
    Pass taken = admission.pass(credentials, caller, this);
    pass = taken;
    taken.takeRequest();
  }

  @Override
  public void requestTaken(@Nullable Denial denial) {
    if (denial == null || observed(denial)) {
      goOn();
    } else {
      refuse(denial);
    }
  }

  /** Takes a permit from the limits, or waits for one; then goes on with that. */
  void enter(Runnable then) {
    next = then;
    Objects.requireNonNull(pass).enter();
  }

  @Override
  public void entered() {
    goOn();
  }

  @Override
  public void waits(TimeSpan atMost, Denial thenWhy) {
    if (observed(thenWhy)) {
      goOn();
    } else {
      noTurn = thenWhy;
      alarm.awaitTurn(atMost);
    }
  }

  @Override
  public void denied(Denial why) {
    if (observed(why)) {
      goOn();
    } else {
      refuse(why);
    }
  }

  @Override
  public void execute(Runnable task) {
    if (Thread.currentThread().equals(thread)) {
      task.run();
    } else {
      thread.execute(task);
    }
  }

  /** Why the exchange may not run, where it waited for that long enough. */
  Refusal noTurn() {
    return Refusal.of(Objects.requireNonNull(noTurn));
  }

  /** What the upstream gets in place of what the client sent, see {@link Identity.Known}. */
  Map<String, String> upstreamFields() {
    return upstreamFields;
  }

  /** How many tokens the exchange's stream may bring. */
  long tokensPerStreamMax() {
    return pass == null ? Long.MAX_VALUE : pass.tokensPerStreamMax();
  }

  /** Whether limits are only watched. */
  boolean observesLimits() {
    return admission.observesLimits();
  }

  /** The exchange is over. */
  void end(@Nullable Usage usage) {
    over = true;
    next = null;
    if (pass != null) {
      pass.end(usage);
    }
  }

  private boolean observed(Denial denial) {
    if (admission.observesLimits()) {
      facts.wouldHaveEnded(denial.outcome());
    }
    return admission.observesLimits();
  }

  private void goOn() {
    Runnable then = next;
    // It holds the request's body, which is let go once it is answered.
    next = null;
    if (!over && then != null) {
      then.run();
    }
  }

  private void refuse(Denial why) {
    refused.accept(Refusal.of(why));
  }
}
