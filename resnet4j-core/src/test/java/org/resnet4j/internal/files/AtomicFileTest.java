package org.resnet4j.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
}
