"""OpenVINO as a contender in prediction: python openvino_peer.py FILE.onnx BATCH f32|bf16 [THREADS]

The file may be in 8 bits (QDQ). One request of the whole batch, both cores on it.
"""
import sys
import numpy
import openvino
import turns

path, batch = sys.argv[1], int(sys.argv[2])
precision = sys.argv[3]
threads = int(sys.argv[4]) if len(sys.argv) > 4 else 2
core = openvino.Core()
model = core.read_model(path)
shape = model.input(0).get_partial_shape()
shape[0] = batch
model.reshape(shape)
compiled = core.compile_model(model, "CPU", {
    "PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1,
    "INFERENCE_PRECISION_HINT": precision})
request = compiled.create_infer_request()
x = numpy.random.rand(*(d.get_length() for d in shape)).astype(numpy.float32)
turns.take("openvino %s" % openvino.__version__.split("-")[0], lambda: request.infer({0: x}, share_inputs=True), 8)
