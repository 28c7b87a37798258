package dev.headgate.testing;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs the tests of a class only where there is slowhttptest; skips them aloud. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsSlowHttpTest.Condition.class)
public @interface NeedsSlowHttpTest {
  /** The program. */
  String COMMAND = "slowhttptest";

  /** Where this is true the tests fail instead. */
  String REQUIRED = "HEADGATE_REQUIRE_SLOWHTTPTEST";

  /** Whether it can be started. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      try {
        new ProcessBuilder(COMMAND, "-h").start().onExit().join();
        return ConditionEvaluationResult.enabled("there is " + COMMAND);
      } catch (IOException e) {
        String message =
            "no " + COMMAND + " (" + e.getMessage() + "): apt-get install slowhttptest";
        if ("true".equals(System.getenv(REQUIRED))) {
          throw new IllegalStateException(REQUIRED + " is true, but " + message, e);
        }
        System.err.println("SKIPPED " + context.getDisplayName() + ": " + message);
        return ConditionEvaluationResult.disabled(message);
      }
    }
  }
}
