"""The networks that torchvision does not have, or not as their papers have them, in PyTorch's own words.

build(name) gives (network, (C, H, W), classes); torchvision's come from torchvision.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision


class Block(nn.Module):
    """A basic block of He et al. 2015 with shortcut option A, or without any: plain."""

    def __init__(self, i, o, stride, shortcut):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o)
        self.conv2, self.bn2 = nn.Conv2d(o, o, 3, 1, 1, bias=False), nn.BatchNorm2d(o)
        self.shortcut, self.pad = shortcut, (o - i) // 2 if i != o else 0

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)), inplace=True)))
        if not self.shortcut:
            return F.relu(y, inplace=True)
        if self.pad:
            x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.pad, self.pad))
        return F.relu(y + x, inplace=True)


def stages(i, widths, counts, shortcut):
    layers = []
    for stage, o in enumerate(widths):
        for k in range(counts[stage]):
            layers.append(Block(i, o, 2 if stage and not k else 1, shortcut))
            i = o
    return layers


def cifar(depth, shortcut):
    stem = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(inplace=True)]
    blocks = stages(16, (16, 32, 64), [(depth - 2) // 6] * 3, shortcut)
    return nn.Sequential(*stem, *blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def plain(counts):
    stem = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)]
    blocks = stages(64, (64, 128, 256, 512), counts, False)
    return nn.Sequential(*stem, *blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 1000))


class Highway(nn.Module):
    """H(x) T(x) + x (1 - T(x)), Srivastava et al. 2015, equation (3)."""

    def __init__(self, affine):
        super().__init__()
        self.h, self.t = affine(), affine()
        nn.init.constant_(self.t.bias, -2)

    def forward(self, x):
        return torch.lerp(x, F.relu(self.h(x)), torch.sigmoid(self.t(x)))


def dense(depth, width, highway):
    layer = lambda: Highway(lambda: nn.Linear(width, width)) if highway else nn.Sequential(nn.Linear(width, width), nn.ReLU())
    body = [layer() for _ in range(depth - 1)]
    return nn.Sequential(nn.Flatten(), nn.Linear(784, width), nn.ReLU(), *body, nn.Linear(width, 10))


def conv3(i, o):
    return nn.Conv2d(i, o, 3, 1, 1)


def highway_stage(i, o, plain_layers, highways):
    first = [conv3(i, o), nn.ReLU()] if plain_layers else []
    return first + [Highway(lambda: conv3(o, o)) for _ in range(highways)]


def highway_mnist(width):
    layers, i = [], 1
    for stage in range(3):
        layers += highway_stage(i, width, stage == 0, 3 if stage else 2) + [nn.MaxPool2d(2, 2)]
        i = width
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(width * 9, 10))


def highway_cifar(depth):
    layers, i = [], 3
    for stage, o in enumerate((48, 80, 128) if depth == 19 else (32, 48, 64)):
        pool = nn.MaxPool2d(2, 2) if stage < 2 else nn.AdaptiveAvgPool2d(1)
        layers += highway_stage(i, o, True, (depth - 1 + stage) // 3 - 1) + [pool]
        i = o
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(i, 10))


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, 1, 2), nn.ReLU(), nn.MaxPool2d(2, 2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2, 2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


class Squash(nn.Module):
    def forward(self, x):
        return 1.7159 * torch.tanh(2 / 3 * x)


class Subsampling(nn.Module):
    """A trained multiple of the sum of four pixels, and a bias: LeCun et al. 1998, section II-B."""

    def __init__(self, channels):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(channels, 1, 1))
        self.bias = nn.Parameter(torch.zeros(channels, 1, 1))

    def forward(self, x):
        return 4 * F.avg_pool2d(x, 2) * self.weight + self.bias


class Partial(nn.Module):
    """Table I: which of six maps each of sixteen sees; a full convolution, masked."""

    SEES = ("012", "123", "234", "345", "045", "015", "0123", "1234", "2345", "0345", "0145", "0125", "0134", "1245", "0235", "012345")

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(6, 16, 5)
        self.register_buffer("mask", torch.tensor([[str(i) in seen for i in range(6)] for seen in self.SEES]).float()[:, :, None, None])

    def forward(self, x):
        return F.conv2d(x, self.conv.weight * self.mask, self.conv.bias)


class RadialBasis(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("codes", torch.randint(0, 2, (10, 84)).float() * 2 - 1)

    def forward(self, x):
        return -(x[:, None] - self.codes).square().sum(2)


def lenet5_1998():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, 1, 2), Squash(), Subsampling(6), Squash(), Partial(), Squash(), Subsampling(16), Squash(),
        nn.Conv2d(16, 120, 5), Squash(), nn.Flatten(), nn.Linear(120, 84), Squash(), RadialBasis())


def response_norm():
    return nn.LocalResponseNorm(5, 1e-4, 0.75, 2)


def alexnet_paper():
    relu = lambda: nn.ReLU(inplace=True)
    return nn.Sequential(
        nn.Conv2d(3, 96, 11, 4, 2), relu(), response_norm(), nn.MaxPool2d(3, 2),
        nn.Conv2d(96, 256, 5, 1, 2, groups=2), relu(), response_norm(), nn.MaxPool2d(3, 2),
        nn.Conv2d(256, 384, 3, 1, 1), relu(), nn.Conv2d(384, 384, 3, 1, 1, groups=2), relu(),
        nn.Conv2d(384, 256, 3, 1, 1, groups=2), relu(), nn.MaxPool2d(3, 2), nn.Flatten(),
        nn.Linear(9216, 4096), relu(), nn.Dropout(), nn.Linear(4096, 4096), relu(), nn.Dropout(), nn.Linear(4096, 1000))


def conv(i, o, kernel, stride=1):
    return nn.Sequential(nn.Conv2d(i, o, kernel, stride, kernel // 2), nn.ReLU(inplace=True))


class Inception(nn.Module):
    """Figure 2 (b) and a row of Table 1 of Szegedy et al. 2014."""

    def __init__(self, i, a, b, c, d, e, f):
        super().__init__()
        pool = nn.Sequential(nn.MaxPool2d(3, 1, 1), conv(i, f, 1))
        self.branches = nn.ModuleList([conv(i, a, 1), nn.Sequential(conv(i, b, 1), conv(b, c, 3)), nn.Sequential(conv(i, d, 1), conv(d, e, 5)), pool])

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], 1)


class GoogLeNetOfThePaper(nn.Module):
    def __init__(self):
        super().__init__()
        halve = lambda: nn.MaxPool2d(3, 2, ceil_mode=True)
        head = lambda i: nn.Sequential(
            nn.AvgPool2d(5, 3), conv(i, 128, 1), nn.Flatten(), nn.Linear(2048, 1024), nn.ReLU(), nn.Dropout(0.7), nn.Linear(1024, 1000))
        self.first = nn.Sequential(
            conv(3, 64, 7, 2), halve(), response_norm(), conv(64, 64, 1), conv(64, 192, 3), response_norm(), halve(),
            Inception(192, 64, 96, 128, 16, 32, 32), Inception(256, 128, 128, 192, 32, 96, 64), halve(),
            Inception(480, 192, 96, 208, 16, 48, 64))
        self.middle = nn.Sequential(
            Inception(512, 160, 112, 224, 24, 64, 64), Inception(512, 128, 128, 256, 24, 64, 64), Inception(512, 112, 144, 288, 32, 64, 64))
        self.last = nn.Sequential(
            Inception(528, 256, 160, 320, 32, 128, 128), halve(), Inception(832, 256, 160, 320, 32, 128, 128),
            Inception(832, 384, 192, 384, 48, 128, 128), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.4), nn.Linear(1024, 1000))
        self.aux1, self.aux2 = head(512), head(528)

    def forward(self, x):
        x = self.first(x)
        y = self.middle(x)
        return (self.last(y), self.aux1(x), self.aux2(y)) if self.training else self.last(y)


MNIST, CIFAR, IMAGENET = (1, 28, 28), (3, 32, 32), (3, 224, 224)
OURS = {
    "plain18": (lambda: plain((2, 2, 2, 2)), IMAGENET),
    "plain34": (lambda: plain((3, 4, 6, 3)), IMAGENET),
    "alexnet_paper": (alexnet_paper, IMAGENET),
    "googlenet_paper": (GoogLeNetOfThePaper, IMAGENET),
    "lenet5": (lenet5, MNIST),
    "lenet5_1998": (lenet5_1998, MNIST),
    "highway10_conv16": (lambda: highway_mnist(16), MNIST),
    "highway10_conv32": (lambda: highway_mnist(32), MNIST),
    "highway19_cifar": (lambda: highway_cifar(19), CIFAR),
    "highway32_cifar": (lambda: highway_cifar(32), CIFAR),
}
for depth in (10, 20, 50, 100):
    OURS["highway%d" % depth] = (lambda depth=depth: dense(depth, 50, True), MNIST)
    OURS["mlp%d" % depth] = (lambda depth=depth: dense(depth, 71, False), MNIST)


def build(name):
    if name in OURS:
        make, shape = OURS[name]
        return make(), shape, 1000 if shape == IMAGENET else 10
    if name[:6] == "resnet" and name[6:] not in ("18", "34", "50", "101", "152"):
        return cifar(int(name[6:]), True), CIFAR, 10
    if name[:5] == "plain":
        return cifar(int(name[5:]), False), CIFAR, 10
    options = {"init_weights": True} if name == "googlenet" else {}
    return torchvision.models.get_model(name, weights=None, **options), IMAGENET, 1000


if __name__ == "__main__":
    import sys
    for name in sys.argv[1:] or OURS:
        print(name, sum(p.numel() for p in build(name)[0].parameters()))
