package dev.headgate.cli;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"headgate " + of(manifest()), "Java " + Runtime.version()};
  }

  /** The version and, where the build knew it, the commit. */
  static String of(@Nullable Attributes manifest) {
    if (manifest == null) {
      return "(from source)";
    }
    String commit = manifest.getValue("Headgate-Commit");
    String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    return commit == null || commit.isBlank() ? version : version + " (" + commit + ")";
  }

  /** That of the jar which this class is in; null where it is in none. */
  private static @Nullable Attributes manifest() throws IOException {
    URL here = Version.class.getResource("Version.class");
    return here != null && here.openConnection() instanceof JarURLConnection jar
        ? jar.getMainAttributes()
        : null;
  }
}
