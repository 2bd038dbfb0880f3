package org.resnet4j.torch.libtorch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.resnet4j.engine.EngineException;

/**
 * libtorch's native libraries: whether they are present, loading them, and the limits they are
 * under.
 */
@SuppressWarnings("try") // a scope is opened to be closed
public final class Natives {
  private Natives() {}

  /** The platform as Bytedeco spells it: {@code linux-x86_64}. */
  public static String platform() {
    return Loader.getPlatform();
  }

  /** Whether libtorch for this platform is on the class path or module path; loads nothing. */
  public static boolean present() {
    var resource = System.mapLibraryName("jnitorch");
    var loader = Natives.class.getClassLoader();
    return Optional.ofNullable(loader.getResource(folder("") + resource))
        .or(() -> Optional.ofNullable(loader.getResource(folder("-gpu") + resource)))
        .isPresent();
  }

  /**
   * Loads libtorch once (about a second) and sets how many threads compute, for the whole process.
   *
   * @throws EngineException if the libraries do not load
   */
  public static synchronized void load(int threads) {
    try (var alone = NativeCache.alone();
        var scope = Scope.open()) {
      torch.set_num_threads(threads);
      // OpenBLAS's own threads would spin on the cores that libtorch's OpenMP threads want.
      openblas_nolapack.blas_set_num_threads(1);
    } catch (LinkageError e) {
      throw new EngineException(
          "libtorch for %s does not load: %s".formatted(platform(), e.getMessage()), e);
    }
  }

  /**
   * Loads libtorch for who does not compute with it.
   *
   * @throws EngineException if the libraries do not load
   */
  public static synchronized void load() {
    load(1);
  }

  /**
   * The native bytes beyond which JavaCPP calls {@code System.gc()} and then refuses to allocate,
   * though memory may be free: four times the Java heap's limit unless the JVM was started with
   * {@code META-INF/resnet4j/needed.args}, which lift it. Scopes free everything here.
   */
  public static OptionalLong limit() {
    return LongStream.of(Pointer.maxBytes(), Pointer.maxPhysicalBytes()).filter(b -> b > 0).min();
  }

  /** How many GPUs CUDA can use; call {@link #load} first. */
  public static int cudaDevices() {
    return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
  }

  /** Of the bindings, which begins with libtorch's: {@code 2.10.0-1.5.13}. */
  public static String version() {
    return Optional.ofNullable(Tensor.class.getPackage().getImplementationVersion())
        .orElse("of unknown version");
  }

  private static String folder(String extension) {
    return "org/bytedeco/pytorch/" + platform() + extension + "/";
  }
}
