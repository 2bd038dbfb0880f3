package org.resnet4j.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Parameter.Role;

/** The names interpreter: every array of a network in registration order, keyed as a state dict. */
public final class Parameters {
  private final List<Parameter> found = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  private Parameters() {}

  /**
   * All arrays of a network, trained ones and buffers, as torchvision orders its state dict.
   *
   * @param layer the network
   * @return the arrays in order of registration
   * @throws IllegalArgumentException if two layers are of one name, so that a key would stand for
   *     two arrays
   */
  public static List<Parameter> of(Layer layer) {
    var parameters = new Parameters();
    parameters.visit("", layer);
    return List.copyOf(parameters.found);
  }

  /**
   * How many trained numbers a network has.
   *
   * @param layer the network
   * @return the elements of all weights and biases, those of auxiliary heads included
   * @throws IllegalArgumentException if two layers are of one name
   */
  public static long count(Layer layer) {
    return of(layer).stream()
        .filter(Parameter::trainable)
        .mapToLong(parameter -> parameter.shape().elements())
        .sum();
  }

  /**
   * Joins two parts of a path.
   *
   * @param parent a path; empty for the network itself
   * @param child a path below it; empty for the parent itself
   * @return {@code parent.child}; an empty part adds nothing
   */
  public static String path(String parent, String child) {
    return parent.isEmpty() ? child : child.isEmpty() ? parent : parent + "." + child;
  }

  private void visit(String path, Layer layer) {
    switch (layer) {
      case Conv2d c -> {
        add(path, "weight", Role.WEIGHT, c, c.out(), c.in() / c.groups(), c.kernel(), c.kernel());
        if (c.bias()) {
          add(path, "bias", Role.BIAS, c, c.out());
        }
      }
      case PartialConv2d c -> {
        add(path, "weight", Role.WEIGHT, c, c.kernels(), c.kernel(), c.kernel());
        add(path, "bias", Role.BIAS, c, c.out());
      }
      case BatchNorm2d b -> {
        add(path, "weight", Role.NORM, b, b.channels());
        add(path, "bias", Role.NORM, b, b.channels());
        add(path, "running_mean", Role.BUFFER, b, b.channels());
        add(path, "running_var", Role.BUFFER, b, b.channels());
        add(path, "num_batches_tracked", Role.COUNTER, b);
      }
      case Linear l -> {
        add(path, "weight", Role.WEIGHT, l, l.out(), l.in());
        if (l.bias()) {
          add(path, "bias", Role.BIAS, l, l.out());
        }
      }
      case Subsampling s -> {
        add(path, "weight", Role.WEIGHT, s, s.channels());
        add(path, "bias", Role.BIAS, s, s.channels());
      }
      case RadialBasis r -> add(path, "codes", Role.BUFFER, r, r.classes(), r.in());
      case Chain c -> c.layers().forEach(n -> visit(path(path, n.name()), n.layer()));
      case Residual r -> {
        visit(path, r.branch());
        visit(path(path, "downsample"), r.shortcut());
      }
      case Concat c -> c.branches().forEach(n -> visit(path(path, n.name()), n.layer()));
      case Highway h -> {
        visit(path(path, "transform"), h.transform());
        visit(path(path, "gate"), h.gate());
      }
      case WithHeads w -> {
        visit(path, w.trunk());
        w.heads().forEach(head -> visit(path(path, head.name()), head.layer()));
        visit(path, w.classifier());
      }
      case Activation a -> {}
      case MaxPool2d p -> {}
      case AvgPool2d p -> {}
      case AdaptiveAvgPool2d p -> {}
      case LocalResponseNorm n -> {}
      case Dropout d -> {}
      case Flatten f -> {}
      case Identity i -> {}
      case PaddedIdentity p -> {}
    }
  }

  private void add(String path, String name, Role role, Layer owner, int... sizes) {
    var key = path(path, name);
    if (!keys.add(key)) {
      throw new IllegalArgumentException(
          "two layers are named '%s': both would keep their array under '%s'".formatted(path, key));
    }
    found.add(new Parameter(key, Shape.of(sizes), role, owner));
  }
}
