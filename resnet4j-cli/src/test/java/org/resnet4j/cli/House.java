package org.resnet4j.cli;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The plan of the house, and the house as it is built: the main classes of every module. */
final class House {
  static final String HOME = "org.resnet4j.";

  /**
   * The rooms from the ground up, and what each may import beside itself. A room imports only rooms
   * that stand before it. CONTRIBUTING.md prints this table.
   */
  static final Map<String, List<String>> ROOMS = rooms();

  /** Where main classes are read from; benchmarks are no part of the house. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test-classes/"))
          .withImportOption(location -> !location.contains("/resnet4j-bench/"))
          .importPackages("org.resnet4j");

  private House() {}

  private static Map<String, List<String>> rooms() {
    var rooms = new LinkedHashMap<String, List<String>>();
    rooms.put("fetch", List.of());
    rooms.put("internal", List.of("fetch"));
    rooms.put("provenance", List.of());
    rooms.put("model", List.of());
    rooms.put("zoo", List.of("model"));
    rooms.put("data", List.of("internal", "fetch"));
    rooms.put("weights", List.of("model", "internal", "fetch"));
    rooms.put("engine", List.of("model", "weights", "data", "internal"));
    rooms.put("evaluate", List.of("engine", "data", "weights", "model", "internal"));
    rooms.put(
        "train",
        List.of("evaluate", "engine", "data", "weights", "zoo", "model", "provenance", "internal"));
    rooms.put(
        "classify",
        List.of("train", "evaluate", "engine", "data", "weights", "zoo", "model", "fetch"));
    rooms.put("analyze", List.of("evaluate", "engine", "data", "weights", "model", "internal"));
    rooms.put("vector", List.of("engine", "data", "weights", "model"));
    rooms.put("torch", List.of("engine", "data", "weights", "model"));
    rooms.put("distributed", List.of("torch", "engine"));
    rooms.put("export", List.of("engine", "data", "weights", "zoo", "model", "internal"));
    rooms.put("int8", List.of("export", "engine", "data", "weights", "model"));
    rooms.put("assembler", List.of("int8", "vector"));
    rooms.put("onnx", List.of("export", "engine", "data", "weights", "model"));
    rooms.put(
        "serve",
        List.of(
            "classify",
            "analyze",
            "train",
            "engine",
            "data",
            "weights",
            "model",
            "provenance",
            "internal"));
    rooms.put("spark", List.of("classify", "train", "engine", "data", "weights"));
    rooms.put(
        "lab",
        List.of(
            "analyze",
            "train",
            "evaluate",
            "engine",
            "data",
            "weights",
            "zoo",
            "model",
            "provenance",
            "internal"));
    rooms.put(
        "report",
        List.of(
            "lab",
            "analyze",
            "train",
            "evaluate",
            "engine",
            "data",
            "model",
            "provenance",
            "internal"));
    rooms.put(
        "cli",
        List.of(
            "report",
            "serve",
            "int8",
            "export",
            "lab",
            "vector",
            "analyze",
            "classify",
            "train",
            "evaluate",
            "engine",
            "weights",
            "data",
            "zoo",
            "model",
            "provenance",
            "internal",
            "fetch"));
    return rooms;
  }

  static JavaClasses classes() {
    return CLASSES;
  }

  /** The full name of every file, a top-level type each; package-info is none. */
  static Set<String> files() {
    var files = new TreeSet<String>();
    for (var type : CLASSES) {
      if (!type.getSimpleName().equals("package-info")) {
        files.add(file(type));
      }
    }
    return files;
  }

  /** Which files of the house each file imports, or names where no import is needed. */
  static Map<String, Set<String>> imports() {
    return imports(UnaryOperator.identity());
  }

  /** Which packages of the house each package imports. */
  static Map<String, Set<String>> packageImports() {
    return imports(House::packageOf);
  }

  /** The package of a file. */
  static String packageOf(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }

  private static Map<String, Set<String>> imports(UnaryOperator<String> place) {
    var files = files();
    var imports = new TreeMap<String, Set<String>>();
    files.forEach(file -> imports.computeIfAbsent(place.apply(file), p -> new TreeSet<>()));
    for (var type : CLASSES) {
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        var from = file(type);
        var to = file(dependency.getTargetClass().getBaseComponentType());
        if (files.contains(from) && files.contains(to)) {
          var fromPlace = place.apply(from);
          var toPlace = place.apply(to);
          if (!fromPlace.equals(toPlace)) {
            imports.get(fromPlace).add(toPlace);
          }
        }
      }
    }
    return imports;
  }

  /** The top-level type that a type is written in. */
  private static String file(JavaClass type) {
    int inner = type.getName().indexOf('$');
    return inner < 0 ? type.getName() : type.getName().substring(0, inner);
  }
}
