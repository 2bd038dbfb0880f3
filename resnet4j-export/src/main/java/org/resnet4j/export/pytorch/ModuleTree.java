package org.resnet4j.export.pytorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameter.Role;
import org.resnet4j.weights.NdArray;

/**
 * The modules that a state dict's keys spell: {@code layer1.0.conv1.weight} is the parameter {@code
 * weight} of the module {@code conv1} in {@code 0} in {@code layer1}. As TorchScript classes and as
 * the pickled object that holds the arrays.
 */
final class ModuleTree {
  private final int number;
  private final Map<String, ModuleTree> children = new LinkedHashMap<>();
  private final Map<String, Held> arrays = new LinkedHashMap<>();
  private final List<ModuleTree> all;

  private record Held(NdArray array, Role role) {
    boolean trained() {
      return role != Role.BUFFER && role != Role.COUNTER;
    }
  }

  /** The root, still empty. */
  ModuleTree() {
    this(new ArrayList<>());
  }

  private ModuleTree(List<ModuleTree> all) {
    number = all.size();
    this.all = all;
    all.add(this);
  }

  /** Adds an array under its key. */
  void add(Parameter parameter, NdArray array) {
    var names = parameter.key().split("\\.");
    var module = this;
    for (int i = 0; i < names.length - 1; i++) {
      module = module.children.computeIfAbsent(names[i], name -> new ModuleTree(all));
    }
    module.arrays.put(names[names.length - 1], new Held(array, parameter.role()));
  }

  /** What stands in TorchScript for the array of this key: {@code getattr(self.layer1, "0").…}. */
  static String expression(String key) {
    var expression = "self";
    for (var name : key.split("\\.")) {
      expression =
          isIdentifier(name)
              ? expression + "." + name
              : "getattr(%s, \"%s\")".formatted(expression, name);
    }
    return expression;
  }

  /** The classes of all modules; the root's has this method. */
  String source(String forward) {
    return all.reversed().stream()
        .map(module -> module.number == 0 ? module.declaration() + forward : module.declaration())
        .collect(Collectors.joining());
  }

  private String declaration() {
    var text = new StringBuilder("class %s(Module):\n".formatted(name()));
    text.append("  __parameters__ = [").append(quoted(true)).append("]\n");
    text.append("  __buffers__ = [").append(quoted(false)).append("]\n");
    text.append("  __annotations__ = []\n");
    arrays.keySet().forEach(name -> text.append(annotation(name, "Tensor")));
    children.forEach((name, child) -> text.append(annotation(name, "__torch__." + child.name())));
    return text.append("  training : bool\n").toString();
  }

  private static String annotation(String name, String type) {
    return isIdentifier(name)
        ? "  %s : %s\n".formatted(name, type)
        : "  __annotations__[\"%s\"] = %s\n".formatted(name, type);
  }

  private String quoted(boolean trained) {
    return arrays.entrySet().stream()
        .filter(entry -> entry.getValue().trained() == trained)
        .map(entry -> "\"" + entry.getKey() + "\", ")
        .collect(Collectors.joining());
  }

  private String name() {
    return number == 0 ? "Net" : "M" + number;
  }

  /** The root and all in it. */
  void pickle(PickleWriter pickle) {
    pickle.global("__torch__", name()).emptyTuple().newObject().emptyDict().mark();
    arrays.forEach(
        (name, held) ->
            pickle.text(name).tensor(held.array(), held.role() == Role.COUNTER, held.trained()));
    children.forEach(
        (name, child) -> {
          pickle.text(name);
          child.pickle(pickle);
        });
    pickle.text("training").truth(false).items().state();
  }

  private static boolean isIdentifier(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*");
  }
}
