"""Official clients of the Open Inference Protocol against a running server.

    ./resnet4j serve --port 18080 &
    python3 clients.py http://localhost:18080

Needs: pip install 'tritonclient[http]' kserve openapi-spec-validator numpy pillow. A client that is
not installed is skipped, and said so.
"""

import asyncio
import base64
import io
import json
import sys
import urllib.request

import numpy as np
from PIL import Image, ImageDraw

URL = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8080"


def seven() -> bytes:
    picture = Image.new("L", (140, 140), 255)
    ImageDraw.Draw(picture).line([(35, 30), (105, 30), (60, 115)], fill=0, width=12)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def triton() -> None:
    import tritonclient.http as http
    from tritonclient.utils import InferenceServerException

    client = http.InferenceServerClient(URL.split("://")[1])
    assert client.is_server_live() and client.is_server_ready()
    assert client.is_model_ready("mnist") and client.is_model_ready("mnist", "1")
    assert not client.is_model_ready("nothing")
    assert client.get_server_metadata()["name"] == "resnet4j"
    metadata = client.get_model_metadata("mnist")
    assert [i["name"] for i in metadata["inputs"]] == ["picture", "numbers"]
    assert client.get_model_config("mnist")["max_batch_size"] >= 1
    assert {m["name"] for m in client.get_model_repository_index()} >= {"mnist"}

    picture = np.array([seven(), seven(), seven()], dtype=np.object_)
    asked = http.InferInput("picture", [3], "BYTES")
    asked.set_data_from_numpy(picture)  # binary is the client's default
    for algorithm in (None, "gzip", "deflate"):
        answer = client.infer(
            "mnist",
            [asked],
            request_id="r1",
            request_compression_algorithm=algorithm,
            response_compression_algorithm=algorithm,
        )
        assert answer.as_numpy("probabilities").shape == (3, 10)
        assert (answer.as_numpy("probabilities").argmax(1) == 7).all()
        assert list(answer.as_numpy("label")) == [b"7"] * 3
        assert answer.get_response()["id"] == "r1"
    wanted = [http.InferRequestedOutput("probabilities", class_count=2, binary_data=False)]
    best = client.infer("mnist", [asked], outputs=wanted).as_numpy("probabilities")
    assert best.shape == (3, 2) and best[0][0].endswith(":7:7"), best

    for binary in (True, False):
        numbers = http.InferInput("numbers", [2, 1, 28, 28], "FP32")
        numbers.set_data_from_numpy(np.zeros((2, 1, 28, 28), np.float32), binary_data=binary)
        answer = client.infer("mnist", [numbers], model_version="1")
        assert abs(answer.as_numpy("probabilities").sum(1) - 1).max() < 1e-5

    wrong = http.InferInput("numbers", [1, 3, 28, 28], "FP32")
    wrong.set_data_from_numpy(np.zeros((1, 3, 28, 28), np.float32))
    try:
        client.infer("mnist", [wrong])
        raise AssertionError("a wrong shape must be refused")
    except InferenceServerException as e:
        assert "[N, 1, 28, 28]" in str(e), e
    assert client.get_inference_statistics("mnist")["model_stats"][0]["inference_count"] > 0
    client.load_model("mnist")
    assert client.is_model_ready("mnist")


def kserve() -> None:
    from kserve import InferenceRESTClient, InferInput, InferRequest, RESTConfig

    async def ask() -> None:
        client = InferenceRESTClient(RESTConfig(protocol="v2"))
        assert await client.is_server_live(URL) and await client.is_server_ready(URL)
        assert await client.is_model_ready(URL, "mnist")
        text = base64.b64encode(seven()).decode()
        for binary in (False, True):
            numbers = InferInput("numbers", [1, 1, 28, 28], "FP32")
            zeros = np.zeros((1, 1, 28, 28), np.float32)
            numbers.set_data_from_numpy(zeros, binary_data=binary)
            request = InferRequest(model_name="mnist", infer_inputs=[numbers])
            answer = await client.infer(URL, request, model_name="mnist")
            assert answer.outputs[0].as_numpy().shape == (1, 10)
        picture = InferInput("picture", [1], "BYTES", data=[text])
        request = InferRequest(model_name="mnist", infer_inputs=[picture])
        answer = await client.infer(URL, request, model_name="mnist")
        label = [output for output in answer.outputs if output.name == "label"][0]
        assert list(label.data) == ["7"], label.data

    asyncio.run(ask())


def openapi() -> None:
    from openapi_spec_validator import validate

    with urllib.request.urlopen(URL + "/openapi.json") as answer:
        validate(json.load(answer))


def curl() -> None:
    request = urllib.request.Request(URL + "/predict?model=mnist", seven(), method="POST")
    with urllib.request.urlopen(request) as answer:
        assert json.load(answer)["predictions"][0]["name"] == "7"


def explain() -> None:
    query = "?model=mnist&without=layer2.1"
    request = urllib.request.Request(URL + "/explain" + query, seven(), method="POST")
    with urllib.request.urlopen(request) as answer:
        said = json.load(answer)
    assert said["class"]["name"] == "7" and said["without"]["block"] == "layer2.1"
    assert len(said["heat"]["values"]) == said["heat"]["height"] * said["heat"]["width"]


for check in (triton, kserve, openapi, curl, explain):
    try:
        check()
        print(check.__name__, "ok")
    except ImportError as e:
        print(check.__name__, "SKIPPED, not installed:", e.name)
