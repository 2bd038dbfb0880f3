"""ONNX Runtime as a contender in prediction: python onnx_peer.py MODEL BATCH [THREADS]"""
import os, resource, sys, tempfile, time
import numpy
import onnxruntime

model_name, batch = sys.argv[1], int(sys.argv[2])
threads = int(sys.argv[3]) if len(sys.argv) > 3 else 2
path = os.path.join(tempfile.gettempdir(), "peer-%s-%d.onnx" % (model_name, batch))
if not os.path.exists(path):
    import torch, torchvision
    net = torchvision.models.get_model(model_name, weights=None).eval()
    torch.onnx.export(net, torch.rand(batch, 3, 224, 224), path, input_names=["x"], output_names=["y"], dynamo=False)
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = threads
# idle threads must not spin on the cores while the other contender runs; they still spin within a run
options.add_session_config_entry("session.force_spinning_stop", "1")
session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
x = numpy.random.rand(batch, 3, 224, 224).astype(numpy.float32)
for _ in range(4):
    session.run(None, {"x": x})
print("ready onnxruntime %s" % onnxruntime.__version__, flush=True)
for line in sys.stdin:
    if not line.startswith("run"):
        break
    steps, begin = int(line.split()[1]), time.perf_counter()
    for _ in range(steps):
        session.run(None, {"x": x})
    print("%.9f" % (time.perf_counter() - begin), flush=True)
print("peak %d" % (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024), flush=True)
