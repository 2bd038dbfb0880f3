"""Writes JPEGs of every kind that libjpeg-turbo writes, and what Pillow reads in them, into a zip as
make_pictures.py does: make_jpegs.py ZIP SEED COUNT. Needs Pillow, numpy and cjpeg."""
import io, shutil, subprocess, sys, zipfile
import numpy as np
import PIL
from PIL import Image

target, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rng = np.random.default_rng(seed)
if shutil.which("cjpeg") is None:
    sys.exit("cjpeg: not found")
SIDES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23, 31, 32, 33, 47, 64, 65, 100, 131]
SAMPLINGS = ["1x1", "2x1", "2x2", "1x2", "4x1", "4x2", "1x4", "2x4", "2x2,1x2,1x1", "2x2,2x1,1x1", "2x1,2x1,1x1",
             "1x2,1x2,1x1", "1x1,2x1,2x1", "1x1,1x2,1x2", "1x1,2x2,2x2", "4x1,2x1,1x1", "1x4,1x2,1x1", "3x1", "1x3",
             "1x2,1x1,1x2", "2x1,1x1,2x1", "3x2,1x1,1x1", "1x1,2x2,1x1"]
SCANS = ["0;1;2;", "0 1;2;", "1 2;0;", "2;0 1;",
         "0 1 2:0-0,0,1;0:1-5,0,2;2:1-63,0,1;1:1-63,0,1;0:6-63,0,2;0:1-63,2,1;0 1 2:0-0,1,0;2:1-63,1,0;1:1-63,1,0;0:1-63,1,0;",
         "0:0-0,0,0;1:0-0,0,0;2:0-0,0,0;0:1-63,0,0;1:1-63,0,0;2:1-63,0,0;"]


def pixels(channels):
    h, w = (int(rng.choice(SIDES)) for _ in range(2))
    y, x = np.mgrid[0:h, 0:w]
    kind = rng.integers(4)
    one = []
    for _ in range(channels):
        if kind == 0:  # noise, black and white
            plane = rng.integers(0, 2, (h, w)) * 255
        elif kind == 1:  # noise
            plane = rng.integers(0, 256, (h, w))
        else:  # slopes and waves, with a little noise
            a, b, c = rng.uniform(-8, 8, 3)
            plane = 128 + a * x + b * y + 40 * np.sin(c * x * y / 50) + rng.normal(0, 3 * (kind - 2) + 0.1, (h, w))
        one.append(np.clip(plane, 0, 255).astype(np.uint8))
    return np.stack(one, 2) if channels > 1 else one[0]


def by_pillow():
    mode = str(rng.choice(["RGB", "RGB", "L", "CMYK"]))
    image = Image.fromarray(pixels({"RGB": 3, "L": 1, "CMYK": 4}[mode]), mode)
    how = dict(quality=int(rng.integers(1, 101)), progressive=bool(rng.integers(2)), optimize=bool(rng.integers(2)))
    if mode != "L":
        how["subsampling"] = str(rng.choice(["4:4:4", "4:2:2", "4:2:0"]))
    if rng.integers(3) == 0:
        how["restart_marker_blocks"] = int(rng.integers(1, 6))
    if mode == "RGB" and rng.integers(6) == 0:
        how["keep_rgb"] = True
        how["subsampling"] = 0
    out = io.BytesIO()
    image.save(out, "JPEG", **how)
    return out.getvalue()


def by_cjpeg():
    grey = rng.integers(8) == 0
    image = pixels(1 if grey else 3)
    how = ["-quality", str(rng.integers(1, 101))]
    if rng.integers(4) == 0:
        how += ["-dct", "float"]
    if not grey:
        how += ["-sample", str(rng.choice(SAMPLINGS))]
    kind = rng.integers(4)
    if kind == 0:
        how += ["-progressive"]
    elif kind == 1 and not grey:
        with open(target + ".scans", "w") as script:
            script.write(str(rng.choice(SCANS)))
        how += ["-scans", target + ".scans"]
    elif kind == 2:
        how += ["-optimize"]
    if rng.integers(3) == 0:
        how += ["-restart", f"{rng.integers(1, 9)}B"]
    pnm = b"P%d %d %d 255\n" % (5 if grey else 6, image.shape[1], image.shape[0]) + image.tobytes()
    return subprocess.run(["cjpeg"] + how, input=pnm, capture_output=True, check=True).stdout


index = [f"# Pillow {PIL.__version__}, seed {seed}"]
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as z:
    for i in range(count):
        data = by_pillow() if i % 2 else by_cjpeg()
        image = Image.open(io.BytesIO(data)).convert("RGB")
        z.writestr(f"{i}.jpg", data)
        z.writestr(f"{i}.jpg.rgb", image.tobytes())
        index.append(f"{i}.jpg,{image.width},{image.height},0")
    z.writestr("index.csv", "\n".join(index) + "\n")
print(count, "pictures")
