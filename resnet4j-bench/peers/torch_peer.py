"""PyTorch as a contender: speaks the protocol of org.resnet4j.bench.Contender on its standard streams.

python torch_peer.py MODEL BATCH train|predict fp32|bf16|int8 eager|compiled|frozen [THREADS]
"""
import sys
import torch
import torch.nn.functional as F
import turns
import zoo

model_name, batch, mode, precision, how = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5]
torch.set_num_threads(int(sys.argv[6]) if len(sys.argv) > 6 else 2)

net, shape, classes = zoo.build(model_name)
net = net.to(memory_format=torch.channels_last)
x = torch.rand(batch, *shape).to(memory_format=torch.channels_last)
t = torch.randint(classes, (batch,))
autocast = lambda: torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bf16")

if mode == "train":
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), 0.01, momentum=0.9, weight_decay=1e-4, foreach=True)
    forward = torch.compile(net) if how == "compiled" else net

    def loss_of(out):
        if isinstance(out, torch.Tensor):
            return F.cross_entropy(out, t)
        logits, aux1, aux2 = (out.logits, out.aux_logits1, out.aux_logits2) if hasattr(out, "logits") else out
        return F.cross_entropy(logits, t) + 0.3 * (F.cross_entropy(aux1, t) + F.cross_entropy(aux2, t))

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
        elif precision == "int8":
            from int8_torch import quantised
            forward = quantised(net, x)
        else:
            forward = torch.compile(net) if how == "compiled" else net

    def step():
        with torch.inference_mode(), autocast():
            forward(x)


turns.take("torch %s %s" % (torch.__version__, how), step)
