package dev.headgate.route;

import dev.headgate.config.block.CorsConfig;
import dev.headgate.http1.Fields;
import dev.headgate.http1.RequestHead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers which pages may read a route's answers (Fetch, section 3.3): their questions are
 * answered here, and what the upstream says of it does not count.
 */
public final class Cors {
  /** The method that a browser asks for before it sends it. */
  public static final String ASKED_METHOD = "Access-Control-Request-Method";

  private static final String ORIGIN = "Origin";
  private static final String ASKED_HEADERS = "Access-Control-Request-Headers";
  private static final String DEFAULT_METHODS = "GET, POST";

  private final CorsConfig config;

  Cors(CorsConfig config) {
    this.config = config;
  }

  /** Whether a browser asks whether it may send a request. */
  public static boolean isPreflight(RequestHead head) {
    Fields fields = head.fields();
    return head.method().equals("OPTIONS") && fields.has(ORIGIN) && fields.has(ASKED_METHOD);
  }

  /** What is said of an answer to a request, where there is such a policy. */
  public static Map<String, String> answer(@Nullable Cors policy, Fields request) {
    return policy == null ? Map.of() : policy.fieldsFor(request);
  }

  /** What is said to that page of an answer; to others, that it is not the same for all. */
  private Map<String, String> fieldsFor(Fields request) {
    Map<String, String> fields = new LinkedHashMap<>();
    // Always: a cache would hand one page what another was told, or no page at all.
    fields.put("Vary", ORIGIN);
    String origin = admitted(request);
    if (origin == null) {
      return fields;
    }
    fields.put("Access-Control-Allow-Origin", config.credentials() ? origin : shown(origin));
    if (config.credentials()) {
      fields.put("Access-Control-Allow-Credentials", "true");
    }
    put(fields, "Access-Control-Expose-Headers", config.expose());
    return fields;
  }

  /** What a browser is told that asks; empty: it may not. */
  public Map<String, String> preflight(Fields request) {
    if (admitted(request) == null) {
      return Map.of();
    }
    Map<String, String> fields = new LinkedHashMap<>(fieldsFor(request));
    fields.put("Access-Control-Allow-Methods", DEFAULT_METHODS);
    put(fields, "Access-Control-Allow-Methods", config.methods());
    String asked = request.first(ASKED_HEADERS);
    if (asked != null) {
      fields.put("Access-Control-Allow-Headers", asked);
    }
    put(fields, "Access-Control-Allow-Headers", config.headers());
    if (config.maxAge() != null) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(config.maxAge().nanos());
      fields.put("Access-Control-Max-Age", Long.toString(seconds));
    }
    return fields;
  }

  /** The page that a request is of, where it may read the answer; else null. */
  private @Nullable String admitted(Fields request) {
    String origin = request.first(ORIGIN);
    boolean isAdmitted =
        config.origins().contains(CorsConfig.ANY)
            || (origin != null && config.origins().contains(origin));
    return isAdmitted ? origin : null;
  }

  private String shown(String origin) {
    return config.origins().contains(CorsConfig.ANY) ? CorsConfig.ANY : origin;
  }

  private static void put(Map<String, String> fields, String name, List<String> values) {
    if (!values.isEmpty()) {
      fields.put(name, String.join(", ", values));
    }
  }

  /** The policy of that block; null where there is none. */
  static @Nullable Cors of(@Nullable CorsConfig config) {
    return config == null ? null : new Cors(config);
  }
}
