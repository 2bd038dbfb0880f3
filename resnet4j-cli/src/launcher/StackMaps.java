import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Gives the classes of a jar stack maps. HotSpot keeps no class of before Java 6 in an archive, and
 * checks such a class by inference whenever it is loaded, which takes picocli's a tenth of a second
 * at every start. What the classes do stays as it is. A program of one file, for a JDK of 24 or
 * newer; the launcher runs it on its own copy of the jar after a build.
 */
final class StackMaps {
  private StackMaps() {}

  /**
   * Rewrites one jar in place.
   *
   * @param arguments the jar's path
   */
  public static void main(String... arguments) throws IOException {
    var jar = Path.of(arguments[0]);
    var rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try (var from = new ZipFile(jar.toFile());
        var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        var to = new ZipOutputStream(Files.newOutputStream(rewritten))) {
      var hierarchy =
          ClassHierarchyResolver.ofResourceParsing(classes)
              .orElse(ClassHierarchyResolver.defaultResolver());
      var tool =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy));
      for (var entry : from.stream().toList()) {
        var bytes = from.getInputStream(entry).readAllBytes();
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(entry.getName().endsWith(".class") ? mapped(tool, bytes) : bytes);
        to.closeEntry();
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] mapped(ClassFile tool, byte[] bytes) {
    var model = tool.parse(bytes);
    if (model.majorVersion() >= ClassFile.JAVA_7_VERSION) {
      return bytes;
    }
    ClassTransform version =
        (to, element) -> {
          if (element instanceof ClassFileVersion) {
            to.withVersion(ClassFile.JAVA_7_VERSION, 0);
          } else {
            to.with(element);
          }
        };
    var bodies = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    return tool.transformClass(model, bodies.andThen(version));
  }
}
