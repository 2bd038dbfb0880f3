package org.resnet4j.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom: the rooms of the house. */
final class RoomsTest {
  private static final String HOME = "org.resnet4j.";

  /** What each room may know beside itself. */
  private static final Map<String, List<String>> KNOWS =
      Map.ofEntries(
          Map.entry("internal", List.of()),
          Map.entry("model", List.of()),
          Map.entry("zoo", List.of("model")),
          Map.entry("weights", List.of("model", "internal")),
          Map.entry("data", List.of("internal")),
          Map.entry("engine", List.of("model", "weights", "data")),
          Map.entry("evaluate", List.of("engine", "data", "weights", "model", "internal")),
          Map.entry("provenance", List.of()),
          Map.entry(
              "train",
              List.of(
                  "engine",
                  "data",
                  "weights",
                  "evaluate",
                  "model",
                  "zoo",
                  "internal",
                  "provenance")),
          Map.entry(
              "analyze", List.of("engine", "data", "weights", "evaluate", "model", "internal")),
          Map.entry(
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
                  "internal",
                  "provenance")),
          Map.entry("torch", List.of("engine", "data", "weights", "model")),
          Map.entry("vector", List.of("engine", "data", "weights", "model")),
          Map.entry("export", List.of("weights", "model", "internal")),
          Map.entry(
              "report",
              List.of(
                  "lab",
                  "analyze",
                  "train",
                  "evaluate",
                  "engine",
                  "data",
                  "model",
                  "internal",
                  "provenance")));

  private static JavaClasses house;

  @BeforeAll
  static void readTheHouse() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .withImportOption(location -> !location.contains("/resnet4j-bench/"))
            .importPackages("org.resnet4j");
  }

  static Stream<String> rooms() {
    return KNOWS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsOnlyWhomItMay(String room) {
    var known = Stream.concat(Stream.of(room), KNOWS.get(room).stream());
    var allowed = known.map(name -> HOME + name + "..").toArray(String[]::new);
    var strangers =
        resideInAnyPackage("org.resnet4j..")
            .and(not(resideInAnyPackage(allowed)))
            .as("other rooms than %s", KNOWS.get(room));
    noClasses()
        .that()
        .resideInAPackage(HOME + room + "..")
        .should()
        .dependOnClassesThat(strangers)
        .allowEmptyShould(true)
        .check(house);
  }

  @Test
  void everyRoomIsOnThePlan() {
    var packages = Stream.concat(KNOWS.keySet().stream(), Stream.of("cli"));
    classes()
        .should()
        .resideInAnyPackage(packages.map(name -> HOME + name + "..").toArray(String[]::new))
        .check(house);
  }

  @Test
  void roomsStandInNoCircle() {
    slices().matching("org.resnet4j.(*)..").should().beFreeOfCycles().check(house);
  }

  @Test
  void libtorchIsSeenInTheTorchModuleOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.resnet4j.torch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(house);
  }

  /** Elsewhere in the module a tensor is only handed around: no option, pointer or loader. */
  @Test
  void libtorchsOwnWaysStayInTheirRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.resnet4j.torch.libtorch..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.bytedeco..")
                .and(not(HasName.Predicates.name("org.bytedeco.pytorch.Tensor"))))
        .check(house);
  }

  @Test
  void vectorsAreSeenInTheVectorModuleOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.resnet4j.vector..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(house);
  }

  @Test
  void theLibraryNeverPrintsExitsOrCollects() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.resnet4j.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "gc")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(house);
  }
}
