package org.resnet4j.serve.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The models of a folder: {@code FOLDER/NAME} is a file of weights or the folder of a run, or it
 * holds such by version, {@code FOLDER/NAME/2/…}. What is called otherwise than with letters,
 * digits, {@code . _ -} is passed over.
 */
public record ModelFolder(Path folder) implements Supplier<List<ModelSource>> {
  private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._-]{0,99}";
  private static final String VERSION = "[1-9][0-9]{0,8}";

  @Override
  public List<ModelSource> get() {
    var sources = new ArrayList<ModelSource>();
    for (var path : list(folder)) {
      var name = path.getFileName().toString().replaceFirst("\\.(safetensors|pth|pt|th)$", "");
      if (name.matches(NAME)) {
        var versions = Files.isDirectory(path) ? versions(name, path) : List.<ModelSource>of();
        sources.addAll(versions.isEmpty() ? List.of(new ModelSource(name, 1, path)) : versions);
      }
    }
    return sources;
  }

  private static List<ModelSource> versions(String name, Path model) {
    return list(model).stream()
        .filter(path -> Files.isDirectory(path))
        .filter(path -> path.getFileName().toString().matches(VERSION))
        .map(path -> new ModelSource(name, Integer.parseInt(path.getFileName() + ""), only(path)))
        .toList();
  }

  /** A folder of one file means the file. */
  private static Path only(Path folder) {
    var inside = list(folder);
    return inside.size() == 1 ? inside.getFirst() : folder;
  }

  /** A graph belongs to the weights beside it. */
  private static boolean isModel(Path path) {
    var name = path.getFileName().toString();
    return !name.startsWith(".") && !name.endsWith(".onnx");
  }

  private static List<Path> list(Path folder) {
    try (var paths = Files.list(folder)) {
      return paths.filter(ModelFolder::isModel).sorted().toList();
    } catch (IOException e) {
      return List.of(); // as if it were empty: what is served goes on, see ModelRepository
    }
  }
}
