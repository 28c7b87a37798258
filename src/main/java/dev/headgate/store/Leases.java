package dev.headgate.store;

import dev.headgate.admission.Counts;
import dev.headgate.admission.Counts.Entrant;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.block.StreamsLimitConfig;
import dev.headgate.exchange.Outcome;
import dev.headgate.store.Lease.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The permits of one limit, each a lease in Redis that ends by itself: what a replica held that
 * crashed is free again after {@link #LEASE_MILLIS}.
 */
final class Leases {
  /** How long a lease lasts unless it is renewed. */
  static final long LEASE_MILLIS = 15_000;

  private static final long RENEW_MILLIS = LEASE_MILLIS / 3;
  private static final long POLL_MILLIS = 50;

  private final RedisStore store;
  private final String front;
  private volatile int atOnce;
  private volatile boolean mayWait;
  private boolean renews;
  private boolean polls;
  private final Counts local;
  private final Map<Entrant, Lease> leases = new ConcurrentHashMap<>();
  private final Lines lines = new Lines();

  /**
   * The permits of a limit.
   *
   * @param front of the keys in the store
   * @param local hands out permits where the store cannot be asked
   */
  Leases(RedisStore store, String front, LimitConfig config, Counts local) {
    this.store = store;
    this.front = front;
    this.local = local;
    become(config.streams());
  }

  /** From now on there are so many; who holds a lease keeps it. Used by one thread at a time. */
  void become(@Nullable StreamsLimitConfig streams) {
    if (streams == null) {
      return;
    }
    atOnce = streams.atOnce();
    mayWait = streams.patience() != null;
    if (!renews) {
      renews = true;
      store.repeat(this::renew, RENEW_MILLIS);
    }
    if (mayWait && !polls) {
      polls = true;
      store.repeat(this::poll, POLL_MILLIS);
    }
  }

  void enter(String share, Entrant entrant) {
    Lease lease = new Lease(share, entrant, refused -> leases.remove(refused.entrant()));
    leases.put(entrant, lease);
    ask(lease);
  }

  private void ask(Lease lease) {
    store.run(
        Script.ENTER,
        front + lease.share(),
        List.of(Integer.toString(atOnce), Long.toString(LEASE_MILLIS), lease.name()),
        (answer, _) -> answered(lease, answer == null ? null : answer.getFirst() == 1));
  }

  /**
   * The store answered.
   *
   * @param taken null: it could not be asked
   */
  private void answered(Lease lease, @Nullable Boolean taken) {
    synchronized (lease) {
      if (lease.state() == State.LEFT) {
        // Also where no answer came: the lease may stand.
        forget(lease);
      } else if (taken == null) {
        withoutStore(lease);
      } else if (taken) {
        leaveLine(lease);
        lease.state(State.HELD);
        lease.entered();
      } else {
        standInLine(lease);
      }
    }
  }

  private void withoutStore(Lease lease) {
    leaveLine(lease);
    // It may be given yet, too late, and nobody would give it back.
    forget(lease);
    switch (store.config().onStoreFailure()) {
      case LOCAL -> {
        lease.state(State.LOCAL);
        local.enter(lease.share(), lease);
      }
      case OPEN -> {
        lease.state(State.HELD);
        lease.entered();
      }
      case CLOSED -> refuse(lease, Outcome.STORE_UNAVAILABLE);
    }
  }

  private void standInLine(Lease lease) {
    if (!mayWait || !(lease.isInLine() || lines.enter(lease.share(), atOnce))) {
      refuse(lease, Outcome.TOO_MANY_STREAMS);
      return;
    }
    lease.state(State.WAITING);
    if (lease.standsInLine()) {
      lease.waits();
    }
  }

  private void refuse(Lease lease, Outcome why) {
    leave(lease);
    lease.refused(why);
  }

  void leave(Entrant entrant) {
    Lease lease = leases.remove(entrant);
    if (lease != null) {
      synchronized (lease) {
        leave(lease);
      }
    }
  }

  private void leave(Lease lease) {
    State last = lease.state();
    lease.state(State.LEFT);
    if (last == State.HELD) {
      forget(lease);
    } else if (last == State.LOCAL) {
      local.leave(lease.share(), lease);
    }
    leaveLine(lease);
  }

  private void forget(Lease lease) {
    store.forget(front + lease.share(), lease.name());
  }

  private void leaveLine(Lease lease) {
    if (lease.leavesLine()) {
      lines.leave(lease.share());
    }
  }

  /** Who waits asks again, whoever came first before the others. */
  private void poll() {
    List<Lease> asking = new ArrayList<>();
    for (Lease lease : leases.values()) {
      synchronized (lease) {
        if (lease.state() == State.WAITING) {
          lease.state(State.ASKING);
          asking.add(lease);
        }
      }
    }
    asking.sort(Comparator.comparingLong(Lease::number));
    asking.forEach(this::ask);
  }

  /** To be called often enough that none ends which is held. */
  void renew() {
    Map<String, List<Lease>> held = new HashMap<>();
    for (Lease lease : leases.values()) {
      synchronized (lease) {
        if (lease.state() == State.HELD) {
          held.computeIfAbsent(lease.share(), _ -> new ArrayList<>()).add(lease);
        }
      }
    }
    held.forEach(this::renew);
  }

  private void renew(String share, List<Lease> held) {
    List<String> arguments = new ArrayList<>(held.size() + 1);
    arguments.add(Long.toString(LEASE_MILLIS));
    held.forEach(lease -> arguments.add(lease.name()));
    store.run(Script.RENEW, front + share, arguments, (_, _) -> held.forEach(this::forgetIfLeft));
  }

  /** Who left just before that was renewed, when it was given back already. */
  private void forgetIfLeft(Lease lease) {
    synchronized (lease) {
      if (lease.state() == State.LEFT) {
        forget(lease);
      }
    }
  }
}
