package org.resnet4j.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildTest {
  private static final String COMMIT = "0bb51e4a3f2c9bfdf0a1656bb302a8216ffe5ffa";

  @Test
  void aBuildSaysItsVersionAndCommit() {
    assertThat(build("1.2.0", COMMIT, "false")).isEqualTo(new Build("1.2.0", Optional.of(COMMIT)));
  }

  @Test
  void changedFilesAreSaid() {
    assertThat(build("1.2.0", COMMIT, "true").commit()).hasValue(COMMIT + "+");
  }

  @Test
  void whatTheBuildDidNotKnowIsNotThere() {
    assertThat(build("${project.version}", "${git.commit.id}", "${git.dirty}"))
        .isEqualTo(new Build("development", Optional.empty()));
    assertThat(build("1.2.0", "", "").commit()).isEmpty();
    assertThat(Build.of(new Properties())).isEqualTo(new Build("development", Optional.empty()));
  }

  /** Where it is run from does not matter: the file lies inside the library. */
  @Test
  void thisBuildsCommitIsWholeWhereThereIsOne() {
    assertThat(Build.class.getResource("build.properties")).isNotNull();
    assertThat(Build.here().commit().orElse(COMMIT)).matches("[0-9a-f]{40}\\+?");
  }

  private static Build build(String version, String commit, String changed) {
    var written = new Properties();
    written.setProperty("version", version);
    written.setProperty("commit", commit);
    written.setProperty("changed", changed);
    return Build.of(written);
  }
}
