package org.resnet4j.vector.kernel.memory;

/**
 * Java's Vector API, which a JVM has only when it is started with {@code --add-modules}. Without it
 * no class may be loaded that names it: where it is {@link #PRESENT}, and only there, its classes
 * compute.
 */
public final class VectorApi {
  private static final String MODULE = "jdk.incubator.vector";

  /** Whether this JVM has it. */
  public static final boolean PRESENT = ModuleLayer.boot().findModule(MODULE).isPresent();

  private VectorApi() {}
}
