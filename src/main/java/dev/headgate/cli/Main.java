package dev.headgate.cli;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name. */
  public static void main(String[] arguments) {
    System.out.println("java " + Runtime.version().feature() + " " + arguments.length);
  }
}
