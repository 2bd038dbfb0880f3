package org.resnet4j.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.resnet4j.cli.terminal.Errors;
import org.resnet4j.data.image.ImageDecoders;
import org.resnet4j.provenance.Machine;

/** The processor and the folder that downloads are kept in. */
final class MachineChecks {
  private static final long ROOM =
      500_000_000; // the space that CIFAR-10 takes while it is unpacked

  private MachineChecks() {}

  static Check processor() {
    var machine = Machine.here();
    return new Check(
        "processor",
        String.format(
            Locale.ROOT,
            "%s, %d cores, %s",
            machine.processor(),
            machine.cores(),
            machine.system()),
        true,
        true,
        "");
  }

  /** The formats of pictures. */
  static Check pictures() {
    return new Check("pictures", ImageDecoders.formats(), true, false, "");
  }

  /** Whether fetched files can be kept: in the folder, or the nearest existing one above it. */
  static Check cache(Path folder) {
    var mend = "set RESNET4J_CACHE to a folder that you can write to";
    try {
      var there = folder.toAbsolutePath();
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      if (!Files.isDirectory(there)) {
        return new Check("cache", there + " is a file, not a folder", false, false, mend);
      }
      if (!Files.isWritable(there)) {
        return new Check("cache", there + " cannot be written to", false, false, mend);
      }
      long free = Files.getFileStore(there).getUsableSpace();
      var found = String.format(Locale.ROOT, "%s, %.1f GB free", folder, free / 1e9);
      return free < ROOM
          ? new Check(
              "cache", found, false, false, "too little for CIFAR-10: make room, or " + mend)
          : new Check("cache", found, true, false, "");
    } catch (IOException e) {
      return new Check("cache", Errors.sentence(e), false, false, mend);
    }
  }
}
