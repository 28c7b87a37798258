package dev.headgate.config.block;

/** What holds where the file says nothing: the base of the whole file. */
public record BuiltIn(ListenConfig listen, DefaultsConfig defaults) {
  public static final BuiltIn INSTANCE =
      new BuiltIn(ListenConfig.BUILT_IN, DefaultsConfig.BUILT_IN);
}
