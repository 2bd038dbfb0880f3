"""Writes a zoo of small checkpoints of one tiny network, and what PyTorch makes of each.

    python3 make_checkpoint_zoo.py FOLDER

zoo.csv has, for each file: the state and the patterns that a reader is given; whether PyTorch's safe
loader with strict keys takes it ("loads", or "refuses" with the class of its error); and the SHA-256 of
the network's arrays as little-endian floats in the order of the state dict. Where PyTorch refuses and the
arrays are there all the same, the hash is that of the arrays; where nobody can read it, the hash is
empty and a part of the sentence that is expected follows. Made with PyTorch 2.15 and NumPy 2.4.
"""
import argparse, collections, csv, datetime, enum, hashlib, io, json, os, pathlib, pickle, re, shutil
import struct, sys, types, warnings, zipfile

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn

warnings.filterwarnings("ignore")


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(2)
        self.fc = nn.Linear(2, 3)

    def forward(self, x):
        return self.fc(torch.relu(self.bn1(self.conv1(x))).mean((2, 3)))


def network(seed):
    torch.manual_seed(seed)
    net = Tiny()
    for step in range(seed + 1):
        net(torch.randn(4, 1, 5, 5))
    return net


out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
A, B = network(1).state_dict(), network(2).state_dict()
rows = []


def digest(sd):
    h = hashlib.sha256()
    for key in Tiny().state_dict():
        value = sd.get(key, torch.tensor(0))
        h.update(value.detach().to(torch.float32).contiguous().numpy().astype("<f4").tobytes())
    return h.hexdigest()


def pytorch(file, find):
    """The safe loader, then strict keys: ('loads', hash) or ('refuses …', '')."""
    try:
        if str(file).endswith(".safetensors"):
            loaded = load_file(file)
        elif str(file).endswith(".npz"):
            loaded = {k: torch.from_numpy(v.astype(v.dtype.newbyteorder("=")).copy())
                      for k, v in np.load(file, allow_pickle=False).items()}
        else:
            loaded = torch.load(file, weights_only=True, map_location="cpu")
        net = Tiny()
        net.load_state_dict(find(loaded), strict=True)
        return "loads", digest(net.state_dict())
    except Exception as e:
        return "refuses " + type(e).__name__, ""


def note(name, find=lambda d: d, state="", ignore="", harmless=None, told=""):
    """harmless: the arrays that can be read although PyTorch refuses; told: why nobody can."""
    verdict, sha = pytorch(out / name, find)
    if not sha and harmless is not None:
        sha = digest(harmless)
    if told:
        sha = ""
    rows.append([name, state, ignore, verdict, sha, told])


def save(name, what, find=lambda d: d, legacy=False, protocol=2, **rest):
    torch.save(what, out / name, pickle_protocol=protocol, _use_new_zipfile_serialization=not legacy)
    note(name, find, **rest)


def under(*keys, strip=""):
    def find(d):
        for key in keys:
            d = d[key]
        return {k[len(strip):]: v for k, v in d.items() if k.startswith(strip)}
    return find


def mapped(f, sd=A):
    return collections.OrderedDict((k, f(k, v)) for k, v in sd.items())


def prefixed(p, sd=A):
    return collections.OrderedDict((p + k, v) for k, v in sd.items())


def floats(f, sd=A):
    return mapped(lambda k, v: f(v) if v.is_floating_point() else v, sd)


def rezip(source, target, compression=zipfile.ZIP_STORED, change=lambda n, b: b):
    with zipfile.ZipFile(out / source) as z, zipfile.ZipFile(out / target, "w", compression) as t:
        for name in z.namelist():
            t.writestr(name, change(name, z.read(name)))


# ---- formats
save("zip.pth", A)
save("legacy.pth", A, legacy=True)
for p in (3, 4, 5):
    save(f"protocol{p}.pth", A, protocol=p, harmless=A)
save("legacy-protocol4.pth", A, legacy=True, protocol=4, harmless=A)
save_file(dict(A), out / "plain.safetensors", metadata={"format": "pt"}); note("plain.safetensors")
np.savez(out / "plain.npz", **{k: v.numpy() for k, v in A.items()}); note("plain.npz")
np.savez_compressed(out / "compressed.npz", **{k: v.numpy() for k, v in A.items()}); note("compressed.npz")
np.savez(out / "columns-big.npz", **{k: np.asfortranarray(v.numpy()).astype(v.numpy().dtype.newbyteorder(">"))
                                     for k, v in A.items()}); note("columns-big.npz")
np.savez(out / "objects.npz", a=np.array([{}, None], dtype=object))
note("objects.npz", told="NumPy's type 'O'")
for kind, write in (("safetensors", save_file), ("bin", torch.save)):
    first = {k: v for k, v in A.items() if k.startswith("fc")}
    rest = {k: v for k, v in A.items() if not k.startswith("fc")}
    stem = "model" if kind == "safetensors" else "pytorch_model"
    write(first, out / f"{stem}-00001-of-00002.{kind}"); write(rest, out / f"{stem}-00002-of-00002.{kind}")
    index = {k: f"{stem}-0000{1 if k in first else 2}-of-00002.{kind}" for k in A}
    (out / f"{stem}.{kind}.index.json").write_text(json.dumps({"metadata": {"total_size": 1}, "weight_map": index}))
    rows.append([f"{stem}.{kind}.index.json", "", "", "loads", digest(A), ""])
torch.serialization.set_crc32_options(False)
save("without-checksums.pth", A)
torch.serialization.set_crc32_options(True)
rezip("zip.pth", "deflated.pth", zipfile.ZIP_DEFLATED); note("deflated.pth", harmless=A)


def swapped(name, data):
    if name.endswith("/byteorder"):
        return b"big"
    width = {24: 4, 72: 4, 12: 4, 8: None}
    if "/data/" in name and ".data" not in name:
        w = 8 if int(name.rsplit("/", 1)[1]) == counter else 4
        return b"".join(data[i:i + w][::-1] for i in range(0, len(data), w))
    return data


counter = list(A).index("bn1.num_batches_tracked")
rezip("zip.pth", "big-endian.pth", change=swapped); note("big-endian.pth")
data = (out / "legacy.pth").read_bytes()
at = data.index(b"little_endian") + len(b"little_endian")
flag = data.index(b"\x88", at)
(out / "legacy-of-big-endian.pth").write_bytes(data[:flag] + b"\x89" + data[flag + 1:]); note("legacy-of-big-endian.pth")

# ---- types of numbers
for name, t in {"half": torch.float16, "bfloat": torch.bfloat16, "double": torch.float64, "e4m3": torch.float8_e4m3fn,
                "e5m2": torch.float8_e5m2}.items():
    sd = floats(lambda v: v.to(t))
    save(f"{name}.pth", sd)
    save_file(dict(sd), out / f"{name}.safetensors"); note(f"{name}.safetensors")
for t in ("int64", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64", "bool"):
    save(f"{t}.pth", floats(lambda v: (v.abs() * 9).to(getattr(torch, t))))
save("half-legacy.pth", floats(lambda v: v.half()), legacy=True)
save("complex.pth", floats(lambda v: v.to(torch.complex64)), told="complex or quantised")
save("quantised.pth", mapped(lambda k, v: torch.quantize_per_tensor(v, .1, 0, torch.qint8) if k == "fc.weight" else v),
     told="'fc.weight' is a quantised tensor")
save("sparse.pth", mapped(lambda k, v: v.to_sparse() if k == "fc.weight" else v), told="'fc.weight' is a sparse tensor")
save("sparse-elsewhere.pth", {"state_dict": A, "graph": torch.eye(3).to_sparse()}, under("state_dict"))
save("meta.pth", mapped(lambda k, v: v.to("meta") if k == "fc.weight" else v), told="of the device meta")

# ---- layouts
save("transposed.pth", mapped(lambda k, v: v.t().contiguous().t() if v.dim() == 2 else v))
save("channels-last.pth", mapped(lambda k, v: v.to(memory_format=torch.channels_last) if v.dim() == 4 else v))
whole = torch.cat([v.reshape(-1).float() for v in A.values()])
ends = np.cumsum([v.numel() for v in A.values()])
parts = {k: whole[e - v.numel():e].view(v.shape) for (k, v), e in zip(A.items(), ends)}
save("one-storage.pth", parts)
save("one-storage-legacy.pth", parts, legacy=True)
save("every-second.pth", floats(lambda v: torch.stack([v, v + 1], -1)[..., 0]))
save("expanded.pth", mapped(lambda k, v: torch.tensor([.5]).expand(v.shape) if k == "fc.weight" else v))
save("parameters.pth", mapped(lambda k, v: nn.Parameter(v) if v.is_floating_point() else v))


def told_parameter(v):
    p = nn.Parameter(v); p.note = "kept"; return p


save("parameters-with-state.pth", floats(told_parameter))


class Sub(torch.Tensor):
    pass


Sub.__module__ = "elsewhere"; sys.modules["elsewhere"] = types.ModuleType("elsewhere"); sys.modules["elsewhere"].Sub = Sub
save("subclass.pth", floats(lambda v: v.as_subclass(Sub)), harmless=A)
save("empty-beside.pth", {"state_dict": A, "none": torch.zeros(0, 3), "one": torch.tensor(3.)}, under("state_dict"))
save("not-a-number.pth", floats(lambda v: v * float("nan")), told="that are NaN or infinite")

# ---- wrappers
for key in ("state_dict", "model", "model_state_dict", "net", "params", "weights"):
    save(f"under-{key}.pth", {"epoch": 3, key: A}, under(key))
for p in ("module.", "_orig_mod.", "model.", "backbone.", "module._orig_mod."):
    save("prefix-" + re.sub(r"\W", "-", p.strip(".")) + ".pth", prefixed(p), under(strip=p))
save("module-under-state_dict.pth", {"state_dict": prefixed("module."), "best": 1.5}, under("state_dict", strip="module."))


class AttributeDict(dict):
    pass


class Config:
    def __init__(self): self.lr, self.names = .1, ["a", "b"]


class Colour(enum.Enum):
    RED = 1


for c in (AttributeDict, Config, Colour):
    c.__module__ = "elsewhere"; setattr(sys.modules["elsewhere"], c.__name__, c)
opt = torch.optim.AdamW(network(1).parameters())
save("lightning.ckpt", {"epoch": 1, "global_step": 9, "pytorch-lightning_version": "2.4", "loops": {"a": {"b": [1, {}]}},
     "state_dict": {**prefixed("model."), "loss.weight": torch.ones(3)}, "hyper_parameters": AttributeDict(lr=.1, deep=AttributeDict(x=1)),
     "callbacks": {}, "optimizer_states": [opt.state_dict()]}, harmless=A)
save("timm.pth.tar", {"epoch": 5, "arch": "tiny", "state_dict": A, "args": argparse.Namespace(lr=.1, path=None), "version": 2,
     "state_dict_ema": B, "metric": 77.5}, harmless=B)
save("timm-raw.pth.tar", {"epoch": 5, "arch": "tiny", "state_dict": A, "state_dict_ema": B}, under("state_dict"), state="raw")
save("fvcore.pth", {"model": A, "optimizer": {"state": {0: {"momentum_buffer": torch.ones(2, 1, 3, 3)}}, "param_groups": [{"lr": .1, "params": [0]}]},
     "scheduler": {"last_epoch": 3}, "iteration": 90}, under("model"))
save("ema-first.pth", {"model_ema": B, "model": A}, under("model_ema"))
save("ema-by-key.pth", {"model": A, "ema_model": B, "teacher": B}, under("model"), state="model")
save("ema-asked.pth", {"model": A, "ema": prefixed("module.", B)}, under("ema", strip="module."), state="ema")
save("no-ema.pth", {"model": A, "other": B}, state="ema", told="no average of the weights")
save("teacher-student.pth", {"student": A, "teacher": B}, under("student"))
save("teacher-asked.pth", {"student": A, "teacher": B}, under("teacher"), state="teacher")
average = torch.optim.swa_utils.AveragedModel(network(2))
save("averaged-model.pth", average.state_dict(), under(strip="module."))
save("training.pth", {"model": A, "optimizer": opt.state_dict(), "rng": torch.get_rng_state(), "step": torch.tensor(7)}, under("model"))
save("whole-module.pth", network(1), harmless=A)
save("module-inside.pth", {"epoch": 1, "model": network(1), "ema": None}, harmless=A)
try:
    torch.jit.script(network(1)).save(out / "torchscript.pt"); note("torchscript.pt", harmless=A)
except Exception as e:
    print("no TorchScript:", e)

# ---- keys
for name in ("fc.1", "head.fc", "classifier", "head"):
    save("last-" + name.replace(".", "-") + ".pth", {re.sub(r"^fc\.", name + ".", k): v for k, v in A.items()}, harmless=A)
save("counter-of-one.pth", mapped(lambda k, v: v.view(1) if k.endswith("tracked") else v))
save("no-counter.pth", {k: v for k, v in A.items() if not k.endswith("tracked")}, harmless={k: v for k, v in A.items() if not k.endswith("tracked")})
save("profiled.pth", {**A, "total_ops": torch.zeros(1), "conv1.total_ops": torch.zeros(1)}, ignore="*total_ops", harmless=A)
save("left-over.pth", {**A, "extra.weight": torch.ones(2)}, told="unexpected: extra.weight")
save("missing.pth", {k: v for k, v in A.items() if k != "fc.bias"}, told="missing: fc.bias")
save("misshapen.pth", mapped(lambda k, v: v[:2] if k == "fc.bias" else v), told="fc.bias (2, not 3)")
save("unnamed.pth", {"state_dict": {**A, "": torch.ones(1)}}, told="unexpected: ")

# ---- objects that are no arrays
local = types.ModuleType("pathlib._local"); sys.modules["pathlib._local"] = local


class PosixPath:
    def __reduce__(self): return PosixPath, ("/data",)


PosixPath.__module__ = "pathlib._local"; PosixPath.__qualname__ = "PosixPath"; local.PosixPath = PosixPath
odd = {
    "path-of-3-13": PosixPath(), "path": pathlib.PurePosixPath("/a/b"), "date": datetime.datetime(2024, 2, 29, tzinfo=datetime.timezone.utc),
    "version": torch.__version__, "defaultdict": collections.defaultdict(list, a=[1]), "counter": collections.Counter("abca"),
    "numpy-scalar": np.float64(.5), "numpy-array": np.arange(3), "numpy-dtype": np.dtype("f4"),
    "types": [torch.float32, torch.uint8, torch.bfloat16, torch.float8_e5m2], "device": torch.device("cpu"),
    "size": torch.Size([1, 2]), "enum": Colour.RED, "config": Config(), "namespace": argparse.Namespace(a=1),
    "plain": [None, True, 2**70, -1, float("inf"), b"bytes", bytearray(b"x"), 1j, {1, 2}, frozenset([3]), (1, (2,)), "한글", slice(1, 2)],
    "ordered": collections.OrderedDict(a=collections.OrderedDict(b=1)), "function": nn.functional.relu, "method": "x".upper,
    "generator": torch.Generator().get_state(), "range": range(3),
}
for name, thing in odd.items():
    save(f"with-{name}.pth", {"state_dict": A, "odd": thing}, under("state_dict"), harmless=A)
save("with-everything-legacy.pth", {"odd": {k: v for k, v in odd.items()}, "state_dict": A}, under("state_dict"), legacy=True, harmless=A)
loop = []; loop.append(loop)
save("with-itself.pth", {"state_dict": A, "odd": loop}, under("state_dict"), harmless=A)
deep = {}
for _ in range(200): deep = {"d": deep}
save("deep.pth", {"odd": deep, "state_dict": A}, under("state_dict"), harmless=A)
save("defaultdict-of-arrays.pth", {"state_dict": collections.defaultdict(list, A)}, under("state_dict"), harmless=A)
save("attributes-of-arrays.pth", {"state_dict": AttributeDict(A)}, under("state_dict"), harmless=A)

# ---- damage and malice
good = (out / "zip.pth").read_bytes()


def raw(name, data, **rest):
    (out / name).write_bytes(data); note(name, **rest)


raw("empty.pth", b"", told="is neither")
raw("text.pth", b"404: Not Found, and no weights", told="is neither")
raw("web.pth", b"<!DOCTYPE html><html></html>", told="is neither")
raw("truncated.pth", good[:-300], told="zip")
raw("half.zip.pth", good[:len(good) // 2], told="zip")
place = good.index(A["conv1.weight"].numpy().tobytes())
raw("flipped.pth", good[:place + 2] + bytes([good[place + 2] ^ 1]) + good[place + 3:], told="checksum")
old = (out / "legacy.pth").read_bytes()
raw("truncated-legacy.pth", old[:-3], told="ends too early")
tensors = (out / "plain.safetensors").read_bytes()
raw("truncated.safetensors", tensors[:-3], told="claims bytes")
raw("trailing.safetensors", tensors + b"xyz", told="follow")
with zipfile.ZipFile(out / "zip.pth") as z, zipfile.ZipFile(out / "twice.pth", "w") as t:
    for n in z.namelist(): t.writestr(n, z.read(n))
    t.writestr("zip/data/0", b"\0" * 72)
note("twice.pth", told="twice")
raw("plain-pickle.pkl", pickle.dumps({"a": [1.0]}, 2), told="does not begin as torch.save")


class Bad:
    def __init__(self, f, *a): self.f, self.a = f, a
    def __reduce__(self): return self.f, self.a


marker = str(out / "EXECUTED")
for name, bad in {"system": Bad(os.system, "touch " + marker), "eval": Bad(eval, f"open({marker!r}, 'w')"),
                  "load": Bad(torch.load, "x.pth")}.items():
    save(f"malice-{name}.pth", {"state_dict": A, "odd": bad}, told="nothing was executed")
save("malice-legacy.pth", {"state_dict": A, "odd": Bad(os.system, "touch " + marker)}, legacy=True, told="nothing was executed")

with open(out / "zoo.csv", "w", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["file", "state", "ignore", "pytorch", "sha256", "told"])
    w.writerows(rows)
print(len(rows), "checkpoints,", sum(f.stat().st_size for f in out.iterdir()), "bytes,",
      sum(r[3] == "loads" for r in rows), "load in PyTorch")
for r in rows:
    if r[3] != "loads" and not r[5] and not r[4]: print("UNDECIDED", r)
    if r[3] == "loads" and r[5]: print("PYTORCH LOADS, WE REFUSE", r)
if os.path.exists(marker): print("EXECUTED")
