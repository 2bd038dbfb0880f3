package org.resnet4j.internal.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Files of a browser's library that comes as a WebJar. */
public final class WebJar {
  private WebJar() {}

  /**
   * The bytes of a file.
   *
   * @param library as npm calls it
   * @param path inside the library
   * @throws UncheckedIOException if the library is not on the class path
   */
  public static byte[] file(String library, String path) {
    return resource(
        "META-INF/resources/webjars/%s/%s/%s".formatted(library, version(library), path));
  }

  private static String version(String library) {
    var properties = new Properties();
    var name = "META-INF/maven/org.webjars.npm/%s/pom.properties".formatted(library);
    try (var in = WebJar.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw missing(library);
      }
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) {
    try (var in = WebJar.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw missing(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UncheckedIOException missing(String what) {
    return new UncheckedIOException(new IOException(what + " is not on the class path"));
  }
}
