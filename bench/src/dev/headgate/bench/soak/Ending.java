package dev.headgate.bench.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** How a stream ends; the request's path names it, so that the upstream and the log know, too. */
enum Ending {
  WHOLE(10, Client.READS, 200, "completed"),
  WHOLE_AND_CLOSE(4, Client.READS, 200, "completed"),
  SHORT_ANSWER(4, Client.READS, 200, "completed"),
  POSTED(2, Client.READS, 200, "completed"),
  SLOW_READER(1, Client.READS_SLOWLY, 200, "completed"),
  NEVER_READS(1, Client.NEVER_READS, 0, "client_left"),
  CLIENT_FIN(4, Client.LEAVES_BY_FIN, 0, "client_left"),
  CLIENT_RST(4, Client.LEAVES_BY_RST, 0, "client_left"),
  CLIENT_FIN_BEFORE_HEAD(2, Client.LEAVES_AT_ONCE, 0, "client_left"),
  UPSTREAM_CLOSES(2, Client.READS, 200, "completed"),
  UPSTREAM_UNAVAILABLE(2, Client.READS, 503, "completed"),
  UPSTREAM_RST(2, Client.SEES_A_CUT, 200, "upstream_reset"),
  UPSTREAM_TRUNCATED(2, Client.SEES_A_CUT, 200, "upstream_truncated"),
  UPSTREAM_RST_BEFORE_HEAD(2, Client.READS, 502, "upstream_reset"),
  UPSTREAM_GARBAGE(1, Client.READS, 502, "upstream_malformed");

  /** What the client does. */
  enum Client {
    READS,
    READS_SLOWLY,
    NEVER_READS,
    LEAVES_BY_FIN,
    LEAVES_BY_RST,
    LEAVES_AT_ONCE,
    SEES_A_CUT
  }

  private static final String FOLDER = "/soak/";

  private final int weight;
  private final Client client;
  private final int status;
  private final String outcome;

  Ending(int weight, Client client, int status, String outcome) {
    this.weight = weight;
    this.client = client;
    this.status = status;
    this.outcome = outcome;
  }

  /** So many of them, mixed by weight, in the same order each time. */
  static List<Ending> mixed(int count) {
    List<Ending> deck =
        Arrays.stream(values())
            .flatMap(ending -> Collections.nCopies(ending.weight, ending).stream())
            .toList();
    List<Ending> endings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      endings.add(deck.get(i % deck.size()));
    }
    Collections.shuffle(endings, new Random(1));
    return endings;
  }

  static Optional<Ending> ofPath(String path) {
    return Arrays.stream(values()).filter(ending -> ending.path().equals(path)).findFirst();
  }

  String path() {
    return FOLDER + name().toLowerCase(Locale.ROOT);
  }

  Client client() {
    return client;
  }

  /** What the client shall read; 0 if it is not there to see. */
  int status() {
    return status;
  }

  /** What the log shall say. */
  String outcome() {
    return outcome;
  }

  /** Whether the client asks for its connection to be closed. */
  boolean wantsClose() {
    return this == WHOLE_AND_CLOSE;
  }

  /** Whether the client may ask again on the same connection. */
  boolean keepsConnection() {
    boolean whole = client == Client.READS || client == Client.READS_SLOWLY;
    return whole && !wantsClose() && status != 502;
  }
}
