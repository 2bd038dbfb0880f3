"""Prints torchvision's own account of its checkpoints: torchvision-published.csv.

Of GoogLeNet the mean and deviation are those that its transform_input amounts to, taken from what
it computes at 0 and 1.
"""
import torch
import torchvision
from torchvision import models

NAMES = [f"resnet{d}" for d in (18, 34, 50, 101, 152)]
NAMES += [f"vgg{d}{bn}" for d in (11, 13, 16, 19) for bn in ("", "_bn")] + ["alexnet", "googlenet"]

print(f"# torchvision {torchvision.__version__}: model, edition, address, top-1, top-5, resize, crop, "
      "mean and deviation of red")
for name in NAMES:
    for w in models.get_model_weights(name):
        if not w.name.startswith("IMAGENET1K_V"):
            continue
        t, m = w.transforms(), w.meta["_metrics"]["ImageNet-1K"]
        mean, std = t.mean[0], t.std[0]
        if name == "googlenet":
            net = models.GoogLeNet(transform_input=True, aux_logits=False, init_weights=False)
            x = torch.tensor([0.0, 1.0], dtype=torch.float64)
            usual = ((x - mean) / std).view(1, 1, 1, 2).expand(1, 3, 1, 2)
            low, high = net._transform_input(usual)[0, 0, 0].tolist()
            mean, std = -low / (high - low), 1 / (high - low)
        print(name, w.name[-2:].lower(), w.url, m["acc@1"], m["acc@5"], t.resize_size[0],
              t.crop_size[0], f"{mean:.15g}", f"{std:.15g}", sep=",")
