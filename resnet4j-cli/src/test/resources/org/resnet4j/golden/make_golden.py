"""Golden logits: PyTorch's outputs for the weights that ship with resnet4j.

    python make_golden.py     (needs torch and safetensors; run in this folder)

Writes, as little-endian float32, row-major (images, 10):
  resnet20-mnist.f32    the 500 test digits of the MNIST sample inside resnet4j-core
  resnet20-cifar10.f32  64 images of 4 * torch.rand(64, 3, 32, 32) - 2 after torch.manual_seed(1)
and golden.properties: how many of the sample's test digits PyTorch gets right, and its version.
"""

import gzip
import pathlib

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

HERE = pathlib.Path(__file__).resolve().parent
ROOT = next(p for p in HERE.parents if (p / "resnet4j-core").is_dir())
SAMPLE = ROOT / "resnet4j-core/src/main/resources/org/resnet4j/data/source/mnist-sample"


def weights(name):
    (file,) = (ROOT / "resnet4j-cli/src/main/resources").rglob(f"resnet20-{name}.safetensors")
    return load_file(file)


def resnet20(w, x):
    """ResNet-20 with option A's shortcuts, from its state dict alone (He et al. 2015, section 4.2)."""

    def norm(x, key):
        return F.batch_norm(
            x, w[f"{key}.running_mean"], w[f"{key}.running_var"], w[f"{key}.weight"], w[f"{key}.bias"]
        )

    def conv(x, key, stride=1):
        return F.conv2d(x, w[f"{key}.weight"], stride=stride, padding=1)

    x = F.relu(norm(conv(x, "conv1"), "bn1"))
    for stage in (1, 2, 3):
        for block in (0, 1, 2):
            key = f"layer{stage}.{block}"
            stride = 2 if stage > 1 and block == 0 else 1
            y = F.relu(norm(conv(x, f"{key}.conv1", stride), f"{key}.bn1"))
            y = norm(conv(y, f"{key}.conv2"), f"{key}.bn2")
            if stride == 2:
                pad = x.shape[1] // 2
                x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, pad, pad))
            x = F.relu(y + x)
    return F.linear(x.mean((2, 3)), w["fc.weight"], w["fc.bias"])


def idx(name, header):
    return torch.frombuffer(bytearray(gzip.decompress((SAMPLE / name).read_bytes())[header:]), dtype=torch.uint8)


def save(name, logits):
    (HERE / f"resnet20-{name}.f32").write_bytes(logits.float().contiguous().numpy().astype("<f4").tobytes())


with torch.no_grad():
    digits = idx("t10k-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)
    labels = idx("t10k-labels-idx1-ubyte.gz", 8)
    logits = resnet20(weights("mnist"), (digits.float() / 255 - 0.1307) / 0.3081)
    save("mnist", logits)
    right = int((logits.argmax(1) == labels).sum())

    torch.manual_seed(1)
    save("cifar10", resnet20(weights("cifar10"), 4 * torch.rand(64, 3, 32, 32) - 2))

(HERE / "golden.properties").write_text(
    f"# written by make_golden.py\ntorch={torch.__version__.split('+')[0]}\n"
    f"mnist-sample.images={len(labels)}\nmnist-sample.right={right}\n"
)
