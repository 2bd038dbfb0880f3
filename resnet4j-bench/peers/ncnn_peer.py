"""ncnn as a contender in prediction of one image: python ncnn_peer.py MODEL [THREADS]"""
import os, sys, tempfile
import numpy
import ncnn
import turns

model_name = sys.argv[1]
threads = int(sys.argv[2]) if len(sys.argv) > 2 else 2
base = os.path.join(tempfile.gettempdir(), "peer_" + model_name.replace("-", "_"))
if not os.path.exists(base + ".ncnn.bin"):
    import pnnx, torch, torchvision
    net = torchvision.models.get_model(model_name, weights=None).eval()
    pnnx.export(net, base + ".pt", torch.rand(1, 3, 224, 224))
net = ncnn.Net()
net.opt.num_threads = threads
net.load_param(base + ".ncnn.param")
net.load_model(base + ".ncnn.bin")
x = ncnn.Mat(numpy.random.rand(3, 224, 224).astype(numpy.float32))


def step():
    with net.create_extractor() as extractor:
        extractor.input("in0", x)
        extractor.extract("out0")


turns.take("ncnn %s" % ncnn.__version__, step, 8)
