package dev.headgate.config.block;

/** Whether limits are kept, or only watched. */
public enum Enforcement {
  /** What goes beyond a limit is ended. */
  ENFORCE,
  /** What would have been ended is told, and goes on. */
  OBSERVE
}
