package dev.headgate.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "headgate " + (version == null ? "(from source)" : version), "Java " + Runtime.version()
    };
  }
}
