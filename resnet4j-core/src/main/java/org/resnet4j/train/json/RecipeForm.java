package org.resnet4j.train.json;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/**
 * How a recipe's types look in JSON: sealed types as objects whose field {@code kind} says which,
 * lengths as {@code "3 epochs"}, what is not there as {@code null}. The first runs wrote 0 or an
 * empty text where nothing was; they are still read.
 */
final class RecipeForm {
  private RecipeForm() {}

  static JsonMapper.Builder applied(JsonMapper.Builder builder) {
    return builder
        .addModule(ScalarForms.module())
        .addMixIn(Optimizer.class, OptimizerKinds.class)
        .addMixIn(Schedule.class, ScheduleKinds.class)
        .addMixIn(Warmup.class, WarmupKinds.class)
        .addMixIn(Recipe.Normalisation.class, NormalisationWords.class)
        .addMixIn(Recipe.Budget.class, BudgetForm.class)
        .addMixIn(Recipe.Model.class, ModelForm.class)
        .injectableValues(
            new InjectableValues.Std()
                .addValue(ModelForm.NO_STATE, Optional.empty())
                .addValue(ModelForm.NOTHING_IGNORED, List.of()));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Optimizer.Sgd.class, name = "sgd"),
    @JsonSubTypes.Type(value = Optimizer.Adam.class, name = "adam"),
    @JsonSubTypes.Type(value = Optimizer.AdamW.class, name = "adamw")
  })
  private interface OptimizerKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Schedule.Constant.class, name = "constant"),
    @JsonSubTypes.Type(value = Schedule.Steps.class, name = "steps"),
    @JsonSubTypes.Type(value = Schedule.Plateau.class, name = "plateau"),
    @JsonSubTypes.Type(value = Schedule.Cosine.class, name = "cosine"),
    @JsonSubTypes.Type(value = Schedule.OneCycle.class, name = "one-cycle-lr"),
    @JsonSubTypes.Type(value = Schedule.ProportionalCycle.class, name = "one-cycle")
  })
  private interface ScheduleKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Warmup.None.class, name = "none"),
    @JsonSubTypes.Type(value = Warmup.Linear.class, name = "linear"),
    @JsonSubTypes.Type(value = Warmup.UntilError.class, name = "until-error")
  })
  private interface WarmupKinds {}

  private enum NormalisationWords {
    @JsonProperty("mean-std")
    MEAN_STD,
    @JsonProperty("pixel-mean")
    PIXEL_MEAN
  }

  private interface BudgetForm {
    @JsonProperty("seconds")
    @JsonSerialize(using = SecondsForm.Writer.class)
    @JsonDeserialize(using = SecondsForm.Reader.class)
    Optional<Duration> timeLimit();
  }

  /** Recipes of before there was a choice among a file's networks have none. */
  private abstract static class ModelForm {
    static final String NO_STATE = "no state";
    static final String NOTHING_IGNORED = "nothing ignored";

    ModelForm(
        @JsonProperty("name") String name,
        @JsonProperty("options") Map<String, String> options,
        @JsonProperty("weights") Optional<String> weights,
        @JsonProperty("freeze") Optional<String> freeze,
        @JsonProperty("state") @JacksonInject(value = NO_STATE, useInput = OptBoolean.TRUE)
            Optional<String> state,
        @JsonProperty("ignored") @JacksonInject(value = NOTHING_IGNORED, useInput = OptBoolean.TRUE)
            List<String> ignored) {}
  }
}
