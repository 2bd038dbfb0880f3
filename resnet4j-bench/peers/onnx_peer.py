"""ONNX Runtime as a contender in prediction: python onnx_peer.py MODEL BATCH fp32|int8|FILE.onnx [THREADS]

int8 is its own quantizer's best for these networks: QDQ, per channel, u8 activations and s8 weights.
"""
import os, sys, tempfile
import numpy
import onnxruntime
import turns

model_name, batch = sys.argv[1], int(sys.argv[2])
precision = sys.argv[3] if len(sys.argv) > 3 else "fp32"
threads = int(sys.argv[4]) if len(sys.argv) > 4 else 2
path = os.path.join(tempfile.gettempdir(), "peer-%s-%d.onnx" % (model_name, batch))
if precision.endswith(".onnx"):
    path, precision = precision, "qdq"
if not os.path.exists(path):
    import torch, torchvision
    net = torchvision.models.get_model(model_name, weights=None).eval()
    torch.onnx.export(net, torch.rand(batch, 3, 224, 224), path, input_names=["x"], output_names=["y"], dynamo=False)
if precision == "int8":
    from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
    from onnxruntime.quantization.shape_inference import quant_pre_process

    class Noise(CalibrationDataReader):
        def __init__(self):
            self.left = [{"x": numpy.random.rand(batch, 3, 224, 224).astype(numpy.float32)} for _ in range(2)]

        def get_next(self):
            return self.left.pop() if self.left else None

    quantised = path.replace(".onnx", "-int8.onnx")
    if not os.path.exists(quantised):
        quant_pre_process(path, quantised + ".prepared")
        quantize_static(quantised + ".prepared", quantised, Noise(), quant_format=QuantFormat.QDQ, per_channel=True,
                        activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8)
    path = quantised
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = threads
# idle threads must not spin on the cores while the other contender runs; they still spin within a run
options.add_session_config_entry("session.force_spinning_stop", "1")
session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
name = session.get_inputs()[0].name
x = numpy.random.rand(batch, 3, 224, 224).astype(numpy.float32)
turns.take("onnxruntime %s %s" % (onnxruntime.__version__, precision), lambda: session.run(None, {name: x}))
