package org.resnet4j.internal.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void foldersAreMadeAndTheFileIsReplaced() throws IOException {
    var file = folder.resolve("a/b/text");
    AtomicFile.write(file, "old");
    AtomicFile.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(file.getParent()).isDirectoryContaining(file::equals);
    assertThat(Files.list(file.getParent()).count()).isOne();
  }

  @Test
  void aFailureHalfWayLeavesTheOldFileAndNoOther() throws IOException {
    var file = folder.resolve("text");
    AtomicFile.write(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      AtomicFile.writeFully(channel, ByteBuffer.wrap(new byte[] {1, 2, 3}));
                      throw new IOException("no space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no space");
    assertThat(file).hasContent("old");
    assertThat(Files.list(folder).count()).isOne();
  }

  @Test
  void aFolderIsNotOverwritten() {
    assertThatThrownBy(() -> AtomicFile.write(folder, "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void aLinkIsFollowedAndStays() throws IOException {
    var file = Files.createDirectory(folder.resolve("elsewhere")).resolve("text");
    var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("second"));
    Files.createSymbolicLink(folder.resolve("second"), Path.of("elsewhere/text"));
    AtomicFile.write(link, "where nothing was");
    AtomicFile.write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
    assertThat(Files.list(folder).count()).isEqualTo(3);
  }

  @Test
  void linksThatLeadInACircleAreSaid() throws IOException {
    var link = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    assertThatThrownBy(() -> AtomicFile.write(link, "x"))
        .hasMessage(link + ": its links lead in a circle");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDeviceIsWrittenToAndStaysOne() throws IOException {
    var full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "there is no /dev/full here");
    assertThatThrownBy(() -> AtomicFile.write(full, "x"))
        .isInstanceOf(IOException.class)
        .hasMessage("/dev/full: the disk is full (No space left on device)");
    assertThatThrownBy(
            () -> AtomicFile.produce(full, temporary -> Files.writeString(temporary, "x")))
        .hasMessageContaining("the disk is full");
    AtomicFile.write(Path.of("/dev/null"), "x");
    for (var device : List.of(full, Path.of("/dev/null"))) {
      assertThat(Files.readAttributes(device, BasicFileAttributes.class).isOther()).isTrue();
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aNamedPipeIsWrittenTo() throws Exception {
    var pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var reader = new ProcessBuilder("cat", pipe.toString()).start();
    AtomicFile.write(pipe, "through it");
    assertThat(new String(reader.getInputStream().readAllBytes(), UTF_8)).isEqualTo("through it");
    assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anOpenDescriptorIsWrittenTo() throws Exception {
    var file = folder.resolve("text");
    var script = "exec 5>" + file + "; printf before >&5; exec \"$0\" \"$@\"";
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    for (var target : List.of("/dev/fd/5", "/proc/self/fd/5")) {
      var child =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  script,
                  java,
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  target)
              .inheritIO()
              .start();
      assertThat(child.waitFor()).isZero();
      assertThat(file).hasContent("before and after");
    }
  }

  /** Writes to the path that it is given. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      AtomicFile.write(Path.of(arguments[0]), " and after");
    }
  }

  @Test
  void aNameOfTwoHundredAndFiftyFiveBytesIsWritten() throws IOException {
    var file = folder.resolve("n".repeat(255));
    AtomicFile.write(file, "x");
    assertThat(file).hasContent("x");
    var longer = folder.resolve("n".repeat(256));
    assertThatThrownBy(() -> AtomicFile.write(longer, "x")).hasMessageContaining("too long");
    assertThat(Files.list(folder).count()).isOne();
  }

  @Test
  void aFolderThatIsAFileIsNamed() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> AtomicFile.write(file.resolve("text"), "x"))
        .hasMessage("%s: %s is in the way".formatted(file.resolve("text"), file));
  }

  @Test
  void permissionsStay() throws IOException {
    var file = Files.writeString(folder.resolve("secret"), "old");
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix"), "no POSIX permissions");
    var mine = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(file, mine);
    AtomicFile.write(file, "new");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(mine);
  }

  /** Of a process that has ended; of one that lives; one that is not ours. */
  @Test
  void whatKilledProcessesLeftIsSwept() throws Exception {
    var ended = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version");
    var process = ended.redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    process.waitFor();
    var names = List.of(".resnet4j-%d-1.tmp", ".resnet4j-%d-2.tmp", ".resnet4j-%d.tmp");
    var old = Files.createFile(folder.resolve(names.get(0).formatted(process.pid())));
    var fresh = Files.createFile(folder.resolve(names.get(1).formatted(process.pid())));
    var other = Files.createFile(folder.resolve(names.get(2).formatted(process.pid())));
    var living =
        Files.createFile(folder.resolve(names.get(0).formatted(ProcessHandle.current().pid())));
    for (var file : List.of(old, living, other)) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }
    AtomicFile.write(folder.resolve("text"), "x");
    assertThat(old).doesNotExist();
    assertThat(List.of(fresh, living, other)).allSatisfy(file -> assertThat(file).exists());
    Leftovers.sweepOwn(folder);
    assertThat(fresh).doesNotExist();
    assertThat(List.of(living, other)).allSatisfy(file -> assertThat(file).exists());
  }
}
