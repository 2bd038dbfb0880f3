"""Holds resnet4j against PyTorch itself: weights, logits and gradients of torchvision's models.

    python parity.py ./resnet4j [--engine torch|vector|auto] [--models a,b] [--classes 50]
                     [--size 224] [--batch 2] [--seed 3] [--modes eval,train] [--double]

For each model: `resnet4j init` against torchvision's constructor under the same seed, then
`resnet4j forward` in eval and in train mode against PyTorch in float64: logits and every gradient.
Float32 alone would be no judge: one ReLU that rounds to the other side of zero moves gradients by
per cents, in PyTorch as here. So the yardstick beside the fixed limit is how far PyTorch's own
float32 lies from its float64, in the worse of its two memory layouts. With --double resnet4j
computes in float64 too (the torch engine can), and the fixed limit alone decides.

In train mode dropout is off on both sides: PyTorch's masks differ from build to build (MKL draws
them from a stream of its own). Prints one line per check; exit code 1 if one does not hold.
"""

import argparse
import copy
import math
import os
import subprocess
import sys
import tempfile

import torch
import torch.nn.functional as F
import torchvision
from safetensors.torch import load_file, save_file

MODELS = (
    "resnet18 resnet34 resnet50 resnet101 resnet152 vgg11 vgg13 vgg16 vgg19 "
    "vgg11_bn vgg13_bn vgg16_bn vgg19_bn alexnet googlenet"
).split()

WEIGHTS = 2e-6  # of the tensor's standard deviation
LOGITS = 1e-4  # of the largest logit
GRADIENTS = 2e-3  # of the tensor's Euclidean norm
FLIPS = 3e-2  # the same in float32, where one wrongly rounded ReLU or maximum costs so much
SLACK = 3  # which ReLUs round wrongly is chance: so many times PyTorch's own distance is allowed
NOISE = 1e-6  # of the largest tensor's norm: below it a gradient is rounding alone


def truncated_normal(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
    """As PyTorch drew it for ten years, and resnet4j does; newer PyTorch cuts by rejection."""
    cdf = lambda v: (1 + math.erf((v - mean) / std / math.sqrt(2))) / 2
    with torch.no_grad():
        tensor.uniform_(2 * cdf(a) - 1, 2 * cdf(b) - 1, generator=generator)
        return tensor.erfinv_().mul_(std * math.sqrt(2)).add_(mean).clamp_(a, b)


def build(name, classes, seed):
    torch.manual_seed(seed)
    torch.nn.init.trunc_normal_ = truncated_normal
    extra = {"init_weights": True} if name == "googlenet" else {}
    return getattr(torchvision.models, name)(weights=None, num_classes=classes, **extra)


def resnet4j(launcher, *arguments):
    done = subprocess.run([launcher, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}")


def apart(ours, theirs):
    """The largest difference, relative to the largest of theirs."""
    scale = theirs.abs().max().item()
    return (ours - theirs).abs().max().item() / (scale or 1.0)


def loss_of(name, out, labels):
    if name == "googlenet" and not torch.is_tensor(out):
        heads = [out.aux_logits1, out.aux_logits2]
        return F.cross_entropy(out.logits, labels) + 0.3 * sum(
            F.cross_entropy(head, labels) for head in heads
        )
    return F.cross_entropy(out, labels)


def gradients_of(model, name, x, labels, mode):
    """Logits and gradients, by a copy of the model: the running statistics stay as they are."""
    model = copy.deepcopy(model).train(mode == "train")
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    out = model(x)
    loss_of(name, out, labels).backward()
    logits = out if torch.is_tensor(out) else out.logits
    return logits.detach(), {
        key: torch.zeros_like(p) if p.grad is None else p.grad
        for key, p in model.named_parameters()
    }


def distances(ours, theirs):
    """For each key how far our gradient lies from theirs, relative to the norm of theirs."""
    floor = NOISE * max(g.norm().item() for g in theirs.values())
    return {
        key: (ours[key].double() - g).norm().item() / max(g.norm().item(), floor / GRADIENTS)
        for key, g in theirs.items()
    }


class Report:
    def __init__(self):
        self.failed = 0

    def line(self, name, what, value, limit, where=""):
        good = value <= limit
        self.failed += not good
        print(f"{'ok ' if good else 'NOT'} {name:10} {what:18} {value:9.2e} <= {limit:.0e} {where}",
              flush=True)


def check_weights(report, name, ours, model):
    theirs = {k: v for k, v in model.state_dict().items() if not k.endswith("num_batches_tracked")}
    ours = {k: v for k, v in ours.items() if not k.endswith("num_batches_tracked")}
    if set(theirs) != set(ours):
        report.line(name, "keys", len(set(theirs) ^ set(ours)), 0,
                    str(sorted(set(theirs) ^ set(ours))[:5]))
        return
    worst, where = 0.0, ""
    for key, value in theirs.items():
        if value.shape != ours[key].shape:
            report.line(name, "shape", 1, 0, key)
            return
        spread = value.std().item() if value.numel() > 1 else 0.0
        off = (ours[key] - value).abs().max().item() / (spread or 1.0)
        if off > worst:
            worst, where = off, key
    report.line(name, "weights", worst, WEIGHTS, where)


def check_gradients(report, name, mode, ours, exact, limit):
    if set(ours) != set(exact):
        report.line(name, f"{mode} gradient keys", len(set(ours) ^ set(exact)), 0,
                    str(sorted(set(ours) ^ set(exact))[:5]))
        return
    worst, where = max((d, key) for key, d in distances(ours, exact).items())
    report.line(name, f"{mode} gradients", worst, limit, where)


def own_distance(model, name, x, labels, mode, exact):
    """How far PyTorch's float32 lies from its float64, in the worse of its memory layouts."""
    worst = 0.0
    for layout in (torch.contiguous_format, torch.channels_last):
        laid = copy.deepcopy(model).to(memory_format=layout)
        _, gradients = gradients_of(laid, name, x.to(memory_format=layout), labels, mode)
        worst = max(worst, *distances(gradients, exact).values())
    return worst


def check(report, options, name, folder):
    at = lambda file: os.path.join(folder, file)
    model = build(name, options.classes, options.seed)
    x = torch.randn(options.batch, 3, options.size, options.size)
    labels = torch.randint(0, options.classes, (options.batch,))
    save_file({"x": x}, at("x.safetensors"))
    save_file({"labels": labels}, at("labels.safetensors"))
    classes = ["--classes", str(options.classes)]
    resnet4j(options.launcher, "init", name, "--seed", str(options.seed), *classes,
             "--output", at("init.safetensors"))
    check_weights(report, name, load_file(at("init.safetensors")), model)
    # the forward passes take PyTorch's own weights, so that they judge the engine alone
    save_file(model.state_dict(), at("w.safetensors"))
    precision = ["--precision", "fp64" if options.double else "fp32"]
    for mode in options.modes.split(","):
        logits, exact = gradients_of(copy.deepcopy(model).double(), name, x.double(), labels, mode)
        limit = GRADIENTS
        if not options.double:
            limit = max(FLIPS, SLACK * own_distance(model, name, x, labels, mode, exact))
        resnet4j(options.launcher, "forward", name, *classes, "--weights", at("w.safetensors"),
                 "--input", at("x.safetensors"), "--output", at("y.safetensors"),
                 "--labels", at("labels.safetensors"), "--gradients", at("g.safetensors"),
                 "--mode", mode, "--no-dropout", "--engine", options.engine, *precision)
        report.line(name, f"{mode} logits", apart(load_file(at("y.safetensors"))["logits"], logits),
                    LOGITS)
        check_gradients(report, name, mode, load_file(at("g.safetensors")), exact, limit)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("launcher", help="path of ./resnet4j")
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--models", default=",".join(MODELS))
    parser.add_argument("--modes", default="eval,train")
    parser.add_argument("--double", action="store_true", help="resnet4j computes in float64")
    parser.add_argument("--classes", type=int, default=50)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    report = Report()
    for name in options.models.split(","):
        with tempfile.TemporaryDirectory() as folder:
            check(report, options, name, folder)
    print("all hold" if not report.failed else f"{report.failed} do not hold")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
