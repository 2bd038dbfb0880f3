"""Holds exported networks against the tools that they are for.

usage: judge.py FOLDER

FOLDER has a folder for each network, with input.f32 (N, C, H, W), logits.f32 (N, classes), about.json
and what was exported; int8.f32 has the logits of int8.onnx by the evaluation in Java, in exact sums. Prints a line for each file and ends with 1 if any is wrong.
Wants: numpy, onnx, onnxruntime, torch, torchvision, transformers.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
import torchvision
import transformers

failed = []


def report(what, difference, limit):
    good = difference <= limit
    print(f"{'ok   ' if good else 'WRONG'} {what}: {difference:.2e} of scale, {limit:.0e} allowed")
    if not good:
        failed.append(what)


def away(expected, actual):
    return float(np.abs(expected - actual).max() / np.abs(expected).max())


def check_graph(file):
    onnx.checker.check_model(str(file), full_check=True)
    inferred = onnx.shape_inference.infer_shapes(
        onnx.load(str(file)), strict_mode=True, data_prop=True)
    names = {value.name for value in inferred.graph.value_info}
    names |= {value.name for value in inferred.graph.output}
    missing = [node.output[0] for node in inferred.graph.node if node.output[0] not in names]
    if missing:
        print(f"WRONG {file}: no shape inferred for {missing[:5]}")
        failed.append(str(file))


def judge_onnx(file, x, y):
    check_graph(file)
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    for batch in (1, len(x)):
        report(f"{file} batch {batch}", away(y[:batch], session.run(None, {"input": x[:batch]})[0]), 1e-4)


def judge_int8(file, x, y, floats):
    """Runtimes round between integers in their own ways: a step or two of 255, carried through the layers. So
    the yardstick is what 8 bits themselves cost: the runtime may lie a quarter of that from Java's evaluation."""
    check_graph(file)
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.x64quantprecision", "1")
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    for batch in (1, len(x)):
        logits = session.run(None, {"input": x[:batch]})[0]
        report(f"{file} batch {batch}", away(y[:batch], logits), max(0.02, away(floats, y) / 4))
    with_bytes = [node for node in onnx.load(str(file)).graph.node if node.op_type == "QuantizeLinear"]
    if not with_bytes:
        print(f"WRONG {file}: nothing is in 8 bits")
        failed.append(str(file))


def judge_script(file, x, y):
    module = torch.jit.load(str(file))
    with torch.inference_mode():
        report(f"{file} as loaded", away(y, module(torch.from_numpy(x)).numpy()), 1e-5)
        frozen = torch.jit.freeze(module.eval())
        report(f"{file} frozen", away(y, frozen(torch.from_numpy(x)).numpy()), 1e-5)
    return {key: tuple(value.shape) for key, value in module.state_dict().items()}


def judge_state(file, about, x, y):
    state = torch.load(str(file), weights_only=True)
    if not hasattr(torchvision.models, about["name"]):
        print(f"ok    {file}: {len(state)} arrays read")
        return
    keywords = {"init_weights": False, "aux_logits": True} if about["name"] == "googlenet" else {}
    model = getattr(torchvision.models, about["name"])(num_classes=about["classes"], **keywords)
    model.load_state_dict(state, strict=True)
    if about["name"] == "googlenet":
        model.transform_input = False
    with torch.inference_mode():
        report(f"{file} in torchvision", away(y, model.eval()(torch.from_numpy(x)).numpy()), 1e-5)


def judge_folder(folder, x, y):
    model, loading = transformers.AutoModelForImageClassification.from_pretrained(
        str(folder), output_loading_info=True)
    if loading["missing_keys"] or loading["unexpected_keys"] or loading["mismatched_keys"]:
        print(f"WRONG {folder}: {loading}")
        failed.append(str(folder))
    with torch.inference_mode():
        logits = model.eval()(torch.from_numpy(x)).logits.numpy()
    report(f"{folder} in transformers", away(y, logits), 1e-5)
    processor = transformers.AutoImageProcessor.from_pretrained(str(folder))
    picture = np.random.default_rng(0).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    sizes = processor(picture, return_tensors="np")["pixel_values"].shape
    if sizes != (1, 3, 224, 224):
        print(f"WRONG {folder}: a picture becomes {sizes}")
        failed.append(str(folder))


for folder in sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir()):
    about = json.loads((folder / "about.json").read_text())
    x = np.fromfile(folder / "input.f32", "<f4").reshape(-1, *about["input"])
    y = np.fromfile(folder / "logits.f32", "<f4").reshape(len(x), -1)
    judge_onnx(folder / "network.onnx", x, y)
    judge_onnx(folder / "folded.onnx", x, y)
    if (folder / "int8.onnx").exists():
        judge_int8(folder / "int8.onnx", x, np.fromfile(folder / "int8.f32", "<f4").reshape(len(x), -1), y)
    judge_state(folder / "network.pth", about, x, y)
    judge_script(folder / "network.pt", x, y)
    if (folder / "huggingface").exists():
        judge_folder(folder / "huggingface", x, y)
print(f"{len(failed)} wrong")
sys.exit(1 if failed else 0)
