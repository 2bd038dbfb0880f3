"""Makes optimizers.json: PyTorch's own trajectories of a small network, for OptimizersTest.

The numbers fed in are sin(0.7 i + 13 k) of the element's index i and the array's number k, so that
the test makes the same ones. Run with any PyTorch 2: python optimizers.py > optimizers.json
"""
import json
import math
import torch
from torch import nn

torch.set_num_threads(1)


def wave(shape, k, scale=1.0, offset=0.0):
    n = math.prod(shape)
    values = [math.sin(0.7 * i + 13 * k) * scale + offset for i in range(n)]
    return torch.tensor(values, dtype=torch.float32).reshape(shape)


def network():
    m = nn.Sequential(
        nn.Conv2d(2, 3, 3, padding=1, bias=False), nn.BatchNorm2d(3), nn.ReLU(), nn.Flatten(), nn.Linear(48, 4))
    with torch.no_grad():
        for k, p in enumerate(m.parameters()):
            p.copy_(wave(p.shape, k, 0.2, 1.0 if p is m[1].weight else 0.0))
    return m.train()


labels = torch.tensor([0, 3, 1, 2, 3])
soft = torch.softmax(wave((5, 4), 99, 2.0), 1)
SGD, ADAM, ADAMW = torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW
CASES = {
    "sgd": (SGD, dict(lr=0.1, momentum=0.9, weight_decay=0.01), labels, 0.0, None),
    "plain": (SGD, dict(lr=0.1, momentum=0.0, weight_decay=0.0), labels, 0.0, None),
    "nesterov": (SGD, dict(lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True), labels, 0.0, None),
    "adam": (ADAM, dict(lr=0.01, weight_decay=0.01), labels, 0.0, None),
    "adamw": (ADAMW, dict(lr=0.01, weight_decay=0.1), labels, 0.0, None),
    "clipped": (SGD, dict(lr=0.1, momentum=0.9, weight_decay=0.01), labels, 0.0, 0.5),
    "smoothed": (SGD, dict(lr=0.1, momentum=0.9, weight_decay=0.01), labels, 0.1, None),
    "soft": (SGD, dict(lr=0.1, momentum=0.9, weight_decay=0.01), soft, 0.1, None),
}
result = {"torch": torch.__version__}
for name, (kind, arguments, target, smoothing, clip) in CASES.items():
    m = network()
    o = kind(m.parameters(), **arguments)
    losses, norms = [], []
    for step in range(6):
        o.zero_grad()
        x = wave((5, 2, 4, 4), 50 + step)
        loss = nn.functional.cross_entropy(m(x), target, label_smoothing=smoothing)
        loss.backward()
        if clip is not None:
            norms.append(float(nn.utils.clip_grad_norm_(m.parameters(), clip)))
        o.step()
        losses.append(loss.item())
    state = {k: v.float() for k, v in m.state_dict().items()}
    result[name] = {
        "losses": losses,
        "norms": norms,
        "first": {k: v.flatten()[:6].tolist() for k, v in state.items()},
        "l2": {k: float(v.norm()) for k, v in state.items()},
    }
print(json.dumps(result, indent=1))
