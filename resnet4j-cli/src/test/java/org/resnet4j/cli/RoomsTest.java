package org.resnet4j.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom: the rooms of the house. */
final class RoomsTest {
  private static final JavaClasses HOUSE = House.classes();

  static Stream<String> rooms() {
    return House.ROOMS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsOnlyWhomItMay(String room) {
    var known = Stream.concat(Stream.of(room), House.ROOMS.get(room).stream());
    var allowed = known.map(name -> House.HOME + name + "..").toArray(String[]::new);
    var strangers =
        resideInAnyPackage("org.resnet4j..")
            .and(not(resideInAnyPackage(allowed)))
            .as("other rooms than %s", House.ROOMS.get(room));
    noClasses()
        .that()
        .resideInAPackage(House.HOME + room + "..")
        .should()
        .dependOnClassesThat(strangers)
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void everyRoomIsOnThePlan() {
    classes()
        .should()
        .resideInAnyPackage(rooms().map(name -> House.HOME + name + "..").toArray(String[]::new))
        .check(HOUSE);
  }

  @Test
  void libtorchIsSeenInTheModulesOnItOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.resnet4j.torch..", "org.resnet4j.distributed..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(HOUSE);
  }

  /** Elsewhere in the modules a tensor is only handed around: no option, pointer or loader. */
  @Test
  void libtorchsOwnWaysStayInTheirRooms() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.resnet4j.torch.libtorch..", "org.resnet4j.distributed.c10d..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.bytedeco..")
                .and(not(HasName.Predicates.name("org.bytedeco.pytorch.Tensor"))))
        .check(HOUSE);
  }

  @Test
  void vectorsAreSeenInTheVectorModuleOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.resnet4j.vector..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(HOUSE);
  }

  /** Calls into native code, and memory that nobody checks. */
  @Test
  void nativeCodeIsCalledInTheAssemblerOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.resnet4j.assembler..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..")
        .check(HOUSE);
  }

  /**
   * A library that runs other programs fails a security review. A worker of a training on Spark is
   * a JVM of its own.
   */
  @Test
  void theLibraryRunsNoOtherProgram() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.resnet4j.cli..", "org.resnet4j.spark.barrier..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class, Process.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(HOUSE);
  }

  @Test
  void theLibraryNeverPrintsExitsOrCollects() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.resnet4j.cli..", "org.resnet4j.spark.submit..")
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
        .check(HOUSE);
  }
}
