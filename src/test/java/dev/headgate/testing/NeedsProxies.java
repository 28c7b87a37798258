package dev.headgate.testing;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs the tests of a class only where there are {@code nginx} and {@code haproxy}; skips them
 * aloud.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsProxies.Condition.class)
public @interface NeedsProxies {
  /** Where this is true the tests fail instead. */
  String REQUIRED = "HEADGATE_REQUIRE_PROXIES";

  /** Whether they can be started. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      try {
        for (String command : List.of(ProxyServer.NGINX, ProxyServer.HAPROXY)) {
          new ProcessBuilder(command, "-v")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join();
        }
        return ConditionEvaluationResult.enabled("there are nginx and haproxy");
      } catch (IOException e) {
        String message = "no proxies (" + e.getMessage() + "): apt-get install nginx-light haproxy";
        if ("true".equals(System.getenv(REQUIRED))) {
          throw new IllegalStateException(REQUIRED + " is true, but " + message, e);
        }
        System.err.println("SKIPPED " + context.getDisplayName() + ": " + message);
        return ConditionEvaluationResult.disabled(message);
      }
    }
  }
}
