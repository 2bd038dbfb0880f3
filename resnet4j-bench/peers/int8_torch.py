"""PyTorch's fastest way with 8 bits on an x86 processor: a network exported, quantised for Inductor's kernels
(torchao), calibrated on noise, frozen and compiled. The batch is part of what is compiled."""
import torch
import torch._inductor.config
from torchao.quantization.pt2e.quantize_pt2e import convert_pt2e, prepare_pt2e
import torchao.quantization.pt2e.quantizer.x86_inductor_quantizer as x86


class Block(torch.nn.Module):
    """A residual block whose ReLUs are modules of their own, as the quantizer wants them."""

    def __init__(self, block):
        super().__init__()
        convolutions = [name for name in ("conv1", "conv2", "conv3") if hasattr(block, name)]
        self.convolutions = torch.nn.ModuleList(getattr(block, name) for name in convolutions)
        self.norms = torch.nn.ModuleList(getattr(block, name.replace("conv", "bn")) for name in convolutions)
        self.relus = torch.nn.ModuleList(torch.nn.ReLU() for _ in convolutions)
        self.downsample = block.downsample

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        for convolution, norm, relu in zip(self.convolutions, self.norms, self.relus):
            last = convolution is self.convolutions[-1]
            x = norm(convolution(x))
            x = relu(x + shortcut) if last else relu(x)
        return x


def quantised(net, x):
    for stage in net.children():
        if isinstance(stage, torch.nn.Sequential):
            for name, block in stage.named_children():
                stage[int(name)] = Block(block)
    torch._inductor.config.freezing = True
    with torch.no_grad():
        exported = torch.export.export(net.eval(), (x,)).module()
        quantizer = x86.X86InductorQuantizer().set_global(x86.get_default_x86_inductor_quantization_config())
        prepared = prepare_pt2e(exported, quantizer)
        prepared(x)
        return torch.compile(convert_pt2e(prepared))
