package org.resnet4j.torch;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.StepResult;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameter.Role;
import org.resnet4j.model.Parameters;
import org.resnet4j.torch.libtorch.Arrays;
import org.resnet4j.torch.libtorch.InPlace;
import org.resnet4j.torch.libtorch.ModeGuard;
import org.resnet4j.torch.libtorch.Operators;
import org.resnet4j.torch.libtorch.Place;
import org.resnet4j.torch.libtorch.Scope;
import org.resnet4j.torch.libtorch.SharedSum;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * One network in training on libtorch: a pass recorded by autograd, then the optimiser's rule. In
 * float64 its weights are doubles, which {@link #state} and {@link #gradients} round to floats and
 * {@link #gradient} does not.
 */
@SuppressWarnings("try") // scopes and modes are opened to be closed
final class TorchTraining implements TrainingStep {
  private final Layer layer;
  private final TrainingOptions options;
  private final Place place;
  private final List<Parameter> trained;
  private final Set<String> frozenNorms;
  private final State weights;
  private final UpdateRule rule;
  private final Optional<TensorAverage> average;
  private final GradientSum sum;
  private final Optional<SharedSum> norms;
  private long updates;

  TorchTraining(Network network, TrainingOptions options, Place place) {
    this.layer = network.layer();
    this.options = options;
    this.place = place;
    var parameters = Parameters.of(layer);
    this.trained =
        parameters.stream()
            .filter(parameter -> parameter.trainable() && !options.frozen().test(parameter.key()))
            .toList();
    this.frozenNorms = frozenNorms(parameters, options);
    var keys = new HashSet<>(trained.stream().map(Parameter::key).toList());
    var ours = new LinkedHashMap<String, NdArray>();
    parameters.forEach(p -> ours.put(p.key(), network.weights().at(p.key())));
    this.weights = new State(new Weights(ours), place, keys::contains);
    this.rule = new UpdateRule(options.optimizer());
    this.sum = new GradientSum(options.parallel(), trained, place);
    this.norms =
        options.parallel().exchangesNorms()
            ? Optional.of(new SharedSum(options.parallel().processes()::sum))
            : Optional.empty();
    this.average =
        options
            .average()
            .map(decay -> new TensorAverage(new Weights(ours), parameters, decay, place));
  }

  /** Paths of the batch norms whose γ and β are both frozen. */
  private static Set<String> frozenNorms(List<Parameter> parameters, TrainingOptions options) {
    var frozen = new HashSet<String>();
    var moving = new HashSet<String>();
    for (var parameter : parameters) {
      if (parameter.role() == Role.NORM) {
        var path = parameter.key().substring(0, Math.max(0, parameter.key().lastIndexOf('.')));
        (options.frozen().test(parameter.key()) ? frozen : moving).add(path);
      }
    }
    frozen.removeAll(moving);
    return frozen;
  }

  @Override
  public StepResult accumulate(Batch batch, StepRequest request) {
    try (var scope = Scope.open();
        var mode = ModeGuard.gradients()) {
      var probes = new Probes(request.probes());
      var conduct =
          new ForwardPass.Conduct(
              request.batchStatistics(), request.dropoutSeed(), frozenNorms, norms);
      var pass = new ForwardPass(weights.tensors(), place, conduct, probes);
      var logits = Operators.stored(forward(pass, images(batch, probes)), place);
      var loss = Loss.of(pass, logits, batch, options.labelSmoothing(), place);
      backward(request.scale() == 1 ? loss : Operators.times(loss, request.scale()));
      if (request.last()) {
        sumGradients();
      }
      return new StepResult(
          loss.item_double(),
          Arrays.floats(logits),
          Math.toIntExact(logits.size(1)),
          probes.readings(request.scale()));
    }
  }

  private Tensor images(Batch batch, Probes probes) {
    var images =
        Arrays.tensor(
            batch.images(), place, batch.size(), batch.channels(), batch.height(), batch.width());
    // every probed node then has a gradient, even if the weights before it are frozen
    return probes.none() ? images : images.set_requires_grad(true);
  }

  private Tensor forward(ForwardPass pass, Tensor images) {
    try (var autocast = ModeGuard.autocast(place)) {
      return pass.run(layer, images);
    }
  }

  private void sumGradients() {
    try (var mode = ModeGuard.noGradients()) {
      sum.make(weights.tensors());
    }
  }

  private void backward(Tensor loss) {
    if (!loss.requires_grad()) {
      return; // everything is frozen
    }
    try {
      loss.backward();
    } catch (RuntimeException e) {
      throw norms.flatMap(SharedSum::failure).orElseGet(() -> Failures.at("", e));
    } finally {
      norms.ifPresent(SharedSum::clear);
    }
  }

  @Override
  public double update(double learningRate) {
    try (var scope = Scope.open();
        var mode = ModeGuard.noGradients()) {
      sum.make(weights.tensors());
      sum.reset();
      updates++;
      var gradients = new LinkedHashMap<Parameter, Tensor>();
      for (var parameter : trained) {
        var gradient = InPlace.gradient(weights.tensors().get(parameter.key()));
        if (gradient.defined()) {
          gradients.put(parameter, gradient);
        }
      }
      double norm = clip(List.copyOf(gradients.values()));
      gradients.forEach((parameter, gradient) -> move(parameter, gradient, learningRate));
      average.ifPresent(a -> a.follow(weights.tensors(), updates));
      return norm;
    }
  }

  private void move(Parameter parameter, Tensor gradient, double learningRate) {
    var weight = weights.tensors().get(parameter.key());
    boolean decays = options.decayNorms() || parameter.role() == Role.WEIGHT;
    double decay = decays ? options.weightDecay() : 0;
    rule.move(parameter.key(), weight, gradient, learningRate, decay, updates);
    InPlace.forgetGradient(weight);
  }

  /** PyTorch's clip_grad_norm_. */
  private double clip(List<Tensor> gradients) {
    if (options.clipNorm().isEmpty()) {
      return Double.NaN;
    }
    double norm = InPlace.norm(gradients);
    double factor = options.clipNorm().getAsDouble() / (norm + 1e-6);
    if (factor < 1) {
      gradients.forEach(gradient -> InPlace.scale(gradient, factor));
    }
    return norm;
  }

  @Override
  public Weights gradients() {
    try (var scope = Scope.open()) {
      var arrays = new LinkedHashMap<String, NdArray>();
      for (var parameter : trained) {
        var gradient = InPlace.gradient(weights.tensors().get(parameter.key()));
        arrays.put(
            parameter.key(),
            gradient.defined() ? Arrays.array(gradient) : NdArray.zeros(parameter.shape()));
      }
      return new Weights(arrays);
    }
  }

  @Override
  public double[] gradient(String key) {
    if (trained.stream().noneMatch(parameter -> parameter.key().equals(key))) {
      throw new IllegalArgumentException("no parameter '%s' is trained".formatted(key));
    }
    try (var scope = Scope.open()) {
      var weight = weights.tensors().get(key);
      var gradient = InPlace.gradient(weight);
      return gradient.defined()
          ? Arrays.doubles(gradient)
          : new double[Math.toIntExact(weight.numel())];
    }
  }

  @Override
  public TrainingState state() {
    try (var scope = Scope.open()) {
      return new TrainingState(
          weights.copy(), State.copy(rule.memory()), average.map(TensorAverage::copy), updates);
    }
  }

  @Override
  public void restore(TrainingState state) {
    try (var scope = Scope.open();
        var mode = ModeGuard.noGradients()) {
      weights.overwrite(state.weights());
      trained.forEach(p -> InPlace.forgetGradient(weights.tensors().get(p.key())));
      sum.reset();
      rule.close();
      for (var name : state.optimizer().keys()) {
        var key = name.substring(name.indexOf('.') + 1);
        var memory = rule.remember(name, weights.tensors().get(key));
        Arrays.overwrite(memory, state.optimizer().at(name), place);
      }
      average.ifPresent(a -> a.restore(state.average().orElseThrow()));
      updates = state.updates();
    }
  }

  @Override
  public void close() {
    rule.close();
    average.ifPresent(TensorAverage::close);
    weights.close();
  }
}
