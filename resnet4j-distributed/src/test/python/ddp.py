"""Trains ResNet-20 with DistributedDataParallel over Gloo and writes process 0's state.

Usage: ddp.py FOLDER, with network.safetensors, batches.f32 and labels.i32 (steps, images, ...) in it.
"""

import os
import sys

import numpy as np
import torch
import torch.multiprocessing as mp
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F
from torch.nn.parallel import DistributedDataParallel

PROCESSES, STEPS, BATCH, SIDE = 2, 10, 16, 8


class Block(nn.Module):
    def __init__(self, before, width, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(before, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.stride, self.more = stride, width - before

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if self.more:  # option A
            half = self.more // 2
            x = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, half, self.more - half))
        return F.relu(x + y)


class ResNet20(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        for stage, (before, width) in enumerate([(16, 16), (16, 32), (32, 64)], 1):
            blocks = [Block(before, width, 1 if stage == 1 else 2)]
            blocks += [Block(width, width, 1) for _ in range(2)]
            setattr(self, f"layer{stage}", nn.Sequential(*blocks))
        self.fc = nn.Linear(64, 10)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.fc(x.mean((2, 3)))


def train(rank, folder):
    torch.set_num_threads(1)
    torch.distributed.init_process_group(
        "gloo", init_method=f"file://{folder}/meeting", rank=rank, world_size=PROCESSES
    )
    network = ResNet20().double()
    network.load_state_dict(load_file(f"{folder}/network.safetensors"))
    parallel = DistributedDataParallel(network)
    rule = torch.optim.SGD(parallel.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-4)
    images = np.fromfile(f"{folder}/batches.f32", "<f4").reshape(STEPS, BATCH, 3, SIDE, SIDE)
    labels = np.fromfile(f"{folder}/labels.i32", "<i4").reshape(STEPS, BATCH)
    for step in range(STEPS):
        x = torch.from_numpy(images[step, rank::PROCESSES].astype("f8"))
        y = torch.from_numpy(labels[step, rank::PROCESSES].astype("i8"))
        rule.zero_grad()
        F.cross_entropy(parallel(x), y).backward()
        rule.step()
    if rank == 0:
        state = {key: value.float().contiguous() for key, value in network.state_dict().items()}
        save_file(state, f"{folder}/python.safetensors")
    torch.distributed.destroy_process_group()


if __name__ == "__main__":
    mp.spawn(train, (os.path.abspath(sys.argv[1]),), nprocs=PROCESSES)
