package org.resnet4j.cli.export;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Lines;

/** What the command says of a network in 8 bits. */
final class Int8Answer {
  private Int8Answer() {}

  static int give(Answer answer, Path target, Int8Network.Report report) {
    return answer.give(
        fields(target, report),
        out ->
            sentences(report, target).stream()
                .map(sentence -> Lines.fit(answer.say(sentence)))
                .flatMap(List::stream)
                .forEach(out::println));
  }

  private static Map<String, Object> fields(Path target, Int8Network.Report report) {
    var test = report.test();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("output", target.toString());
    fields.put("format", "onnx");
    fields.put("bytes", report.bytes());
    fields.put("weighted", report.quantised().weighted());
    fields.put("int8", report.quantised().integers());
    fields.put("calibration", Int8Options.named(report.choice().rule()));
    var errors = new LinkedHashMap<String, Double>();
    report.choice().errors().forEach((rule, e) -> errors.put(Int8Options.named(rule), e));
    fields.put("errors", errors);
    fields.put("checked", "computed");
    fields.put("difference", report.difference());
    fields.put("images", test.images());
    fields.put("agreement", test.agreement());
    test.accuracyBefore().ifPresent(accuracy -> fields.put("accuracyBefore", accuracy));
    test.accuracyAfter().ifPresent(accuracy -> fields.put("accuracyAfter", accuracy));
    return fields;
  }

  private static List<String> sentences(Int8Network.Report report, Path target) {
    var test = report.test();
    var choice = report.choice();
    var accuracy =
        test.before().isPresent()
            ? String.format(
                Locale.ROOT,
                "accuracy %.2f %% before, %.2f %% after",
                100 * test.accuracyBefore().orElseThrow(),
                100 * test.accuracyAfter().orElseThrow())
            : "no accuracy, as the images' classes are not the network's";
    var others =
        choice.errors().entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%s %.1f %%",
                        Int8Options.named(one.getKey()),
                        100 * one.getValue()))
            .collect(Collectors.joining(", "));
    var made =
        String.format(
            Locale.ROOT,
            "%s: %,.1f MB, %d of %d convolutions and linear layers in 8 bits, calibrated by %s"
                + " (logits differ by: %s)",
            target,
            report.bytes() / 1e6,
            report.quantised().integers(),
            report.quantised().weighted(),
            Int8Options.named(choice.rule()),
            others);
    var tested =
        String.format(
            Locale.ROOT,
            "%s; the same class on %,d of %,d test images",
            accuracy,
            test.agreeing(),
            test.images());
    return List.of(made, tested);
  }
}
