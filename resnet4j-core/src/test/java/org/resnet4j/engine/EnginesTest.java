package org.resnet4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.engine.contract.SoftmaxEngine;

/** Engines are found from any thread, whatever class loader it has. */
class EnginesTest {
  @TempDir Path folder;

  /** An engine that the tests offer as a service. */
  public static final class SoftmaxProvider implements EngineProvider {
    @Override
    public String name() {
      return "softmax";
    }

    @Override
    public Optional<String> unavailable(EngineOptions options) {
      return Optional.empty();
    }

    @Override
    public int preference(EngineOptions options) {
      return 1;
    }

    @Override
    public Engine open(EngineOptions options) {
      return new SoftmaxEngine();
    }
  }

  private static List<String> namesSeenWith(@Nullable ClassLoader context) throws Exception {
    var names = new AtomicReference<List<String>>(List.of());
    var thread =
        new Thread(
            () ->
                names.set(
                    Engines.providers(EngineOptions.cpu()).stream()
                        .map(EngineProvider::name)
                        .toList()));
    thread.setContextClassLoader(context);
    thread.start();
    thread.join();
    return names.get();
  }

  private URL offering(Class<?> provider) throws Exception {
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(EngineProvider.class.getName()), provider.getName());
    return folder.toUri().toURL();
  }

  @Test
  void theThreadsOwnLoaderMayOfferEngines() throws Exception {
    try (var plugin =
        new URLClassLoader(
            new URL[] {offering(SoftmaxProvider.class)}, EnginesTest.class.getClassLoader())) {
      assertThat(namesSeenWith(plugin)).containsOnlyOnce("softmax");
    }
  }

  /** As in a nested archive: the library's loader is not the thread's, and not the system's. */
  @Test
  void theLibrarysLoaderIsAskedFromAnyThread() throws Exception {
    var path = new ArrayList<URL>();
    for (var entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    path.add(offering(SoftmaxProvider.class));
    var platform = ClassLoader.getPlatformClassLoader();
    try (var nested = new URLClassLoader(path.toArray(URL[]::new), platform)) {
      var asked = nested.loadClass(Asked.class.getName()).getDeclaredConstructor().newInstance();
      for (var context : new ClassLoader[] {platform, null, nested}) {
        var answer = new AtomicReference<String>("");
        var thread = new Thread(() -> answer.set(asked.toString()));
        thread.setContextClassLoader(context);
        thread.start();
        thread.join();
        assertThat(answer.get().split(" ")).containsOnlyOnce("softmax");
      }
    }
  }

  /** Asks in the loader that loads it. */
  public static final class Asked {
    @Override
    public String toString() {
      return String.join(
          " ", Engines.providers(EngineOptions.cpu()).stream().map(EngineProvider::name).toList());
    }
  }

  /** A loader with a copy of the library of its own offers what is no engine here. */
  @Test
  void anotherCopysEnginesArePassedOver() throws Exception {
    var home = EngineProvider.class.getProtectionDomain().getCodeSource().getLocation();
    var tests = EnginesTest.class.getProtectionDomain().getCodeSource().getLocation();
    var urls = new URL[] {home, tests, offering(SoftmaxProvider.class)};
    try (var copy = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      assertThat(namesSeenWith(copy)).doesNotContain("softmax");
    }
  }

  @Test
  void anEngineThatIsNotThereIsNamed() {
    var network = SoftmaxEngine.network(4, 2);
    assertThatThrownBy(() -> Engines.open("abacus", EngineOptions.cpu(), network.layer()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("there is no engine 'abacus' here");
  }
}
