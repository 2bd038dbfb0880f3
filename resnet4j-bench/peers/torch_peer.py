"""PyTorch as a contender: speaks the protocol of org.resnet4j.bench.Contender on its standard streams.

python torch_peer.py MODEL BATCH train|predict fp32|bf16 eager|compiled|frozen [THREADS]
"""
import resource, sys, time
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision

model_name, batch, mode, precision, how = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5]
torch.set_num_threads(int(sys.argv[6]) if len(sys.argv) > 6 else 2)


class Block(nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o)
        self.conv2, self.bn2 = nn.Conv2d(o, o, 3, 1, 1, bias=False), nn.BatchNorm2d(o)
        self.pad = (o - i) // 2 if i != o else 0

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)), inplace=True)))
        if self.pad:
            x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.pad, self.pad))
        return F.relu(y + x, inplace=True)


def cifar(depth):
    n, layers, i = (depth - 2) // 6, [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(inplace=True)], 16
    for stage, o in enumerate((16, 32, 64)):
        for k in range(n):
            layers.append(Block(i, o, 2 if stage and not k else 1))
            i = o
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


small = model_name.startswith("resnet") and model_name[6:] not in ("18", "34", "50", "101", "152")
net = cifar(int(model_name[6:])) if small else torchvision.models.get_model(
    model_name, weights=None, **({"init_weights": True} if model_name == "googlenet" else {}))
side, classes = (32, 10) if small else (224, 1000)
net = net.to(memory_format=torch.channels_last)
x = torch.rand(batch, 3, side, side).to(memory_format=torch.channels_last)
t = torch.randint(classes, (batch,))
autocast = lambda: torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bf16")

if mode == "train":
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), 0.01, momentum=0.9, weight_decay=1e-4, foreach=True)
    forward = torch.compile(net) if how == "compiled" else net

    def loss_of(out):
        if isinstance(out, torch.Tensor):
            return F.cross_entropy(out, t)
        return F.cross_entropy(out.logits, t) + 0.3 * (F.cross_entropy(out.aux_logits1, t) + F.cross_entropy(out.aux_logits2, t))

    def step():
        optimizer.zero_grad()
        with autocast():
            loss = loss_of(forward(x))
        loss.backward()
        optimizer.step()
else:
    net.eval()
    with torch.no_grad():
        if how == "frozen":
            with autocast():
                forward = torch.jit.freeze(torch.jit.trace(net, x))
            if precision == "fp32":
                forward = torch.jit.optimize_for_inference(forward)
        else:
            forward = torch.compile(net) if how == "compiled" else net

    def step():
        with torch.inference_mode(), autocast():
            forward(x)


for _ in range(4):
    step()
print("ready torch %s %s" % (torch.__version__, how), flush=True)
for line in sys.stdin:
    if not line.startswith("run"):
        break
    steps, begin = int(line.split()[1]), time.perf_counter()
    for _ in range(steps):
        step()
    print("%.9f" % (time.perf_counter() - begin), flush=True)
print("peak %d" % (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024), flush=True)
