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

/** Runs the tests of a class only where there is a Chromium; skips them aloud. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsBrowser.Condition.class)
public @interface NeedsBrowser {
  /** The program that drives it. */
  String COMMAND = "chromedriver";

  /** Where this is true the tests fail instead. */
  String REQUIRED = "HEADGATE_REQUIRE_BROWSER";

  /** Whether it can be started. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      try {
        new ProcessBuilder(COMMAND, "--version").start().onExit().join();
        return ConditionEvaluationResult.enabled("there is " + COMMAND);
      } catch (IOException e) {
        String message =
            "no " + COMMAND + " (" + e.getMessage() + "): apt-get install chromium chromium-driver";
        if ("true".equals(System.getenv(REQUIRED))) {
          throw new IllegalStateException(REQUIRED + " is true, but " + message, e);
        }
        System.err.println("SKIPPED " + context.getDisplayName() + ": " + message);
        return ConditionEvaluationResult.disabled(message);
      }
    }
  }
}
