package org.resnet4j.cli.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.model.Cost;
import org.resnet4j.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the networks of the zoo. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "List the networks: input, classes, parameters, multiply-adds.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j models",
      "  resnet4j models --json | jq '.models[].model'",
      "",
      "Every depth 6n+2 of the CIFAR family is known too: resnet74, plain1202."
    })
public final class ModelsCommand implements Callable<Integer> {
  @Mixin Answer answer;

  @Override
  public Integer call() {
    var models = Zoo.names().stream().map(ModelsCommand::row).toList();
    return answer.give(
        Map.of("models", models),
        out -> {
          var table = answer.table("model", "input", "classes", "parameters", "multiply-adds");
          for (var model : models) {
            table.row(
                model.get("model"),
                join((List<?>) model.get("input")),
                Integer.toString((int) model.get("classes")),
                model.get("parameters"),
                model.get("multiplyAdds"));
          }
          table.print(out);
          out.println();
          answer.tell(
              out, "Every depth 6n+2 of resnet and plain is known too: resnet74, plain1202.");
        });
  }

  private static Map<String, Object> row(String name) {
    var architecture = Zoo.of(name);
    var cost = Cost.of(architecture.layer(), architecture.input());
    var row = new LinkedHashMap<String, Object>();
    row.put("model", name);
    row.put("input", architecture.input().sizes());
    row.put("classes", architecture.classes());
    row.put("parameters", cost.parameters());
    row.put("multiplyAdds", cost.multiplyAdds());
    return row;
  }

  private static String join(List<?> sizes) {
    return String.join("x", sizes.stream().map(Object::toString).toList());
  }
}
