package dev.headgate.config;

/** What holds where the file says nothing: the base of the whole file. */
record BuiltIn(ListenConfig listen, DefaultsConfig defaults) {
  static final BuiltIn INSTANCE = new BuiltIn(ListenConfig.BUILT_IN, DefaultsConfig.BUILT_IN);
}
