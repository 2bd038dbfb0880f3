"""Folders of classes, and what torchvision's ImageFolder finds in them.

    python3 make_folders.py folders.json [SEED [FOLDERS]]

Writes a list of folders: what is in each (names as percent-encoded bytes), torchvision's classes, and its samples
in order. What we mean to read otherwise (hidden names, __MACOSX, .gif, loops) is not in them.
"""
import json, os, random, shutil, sys, tempfile
from urllib.parse import quote_from_bytes
from torchvision.datasets import ImageFolder

target = sys.argv[1]
rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
count = int(sys.argv[3]) if len(sys.argv) > 3 else 12
NAMES = ["cat", "Cat", "dog", "a-b", "a", "a b", "10", "9", "b", "é", "고양이", "강아지", "ｱ", "\U0001f600", "~", "Ω", "x.y", "[", "_",
         "고양이".encode("cp949"), "강아지".encode("cp949"), b"\xff\xfe", b"caf\xe9", "日本".encode("shift_jis"), "e\u0301", "%41"]
ENDINGS = ["jpg", "JPG", "jpeg", "Png", "ppm", "bmp", "pgm", "tif", "TIFF", "webp", "txt", "jpg.txt", "npy", "JpG"]


def raw(name):
    return name if isinstance(name, bytes) else name.encode()


def pct(path):
    return quote_from_bytes(path, safe="/")


def tree(root, entries, where, depth):
    for _ in range(rng.randrange(4 if depth else 5)):
        name = where + b"/" + raw(rng.choice(NAMES)) + str(rng.randrange(30)).encode() + b"." + rng.choice(ENDINGS).encode()
        if name not in [e[1] for e in entries]:
            entries.append(("broken" if rng.random() < 0.05 else "file", name))
    for _ in range(rng.randrange(3) if depth < 2 else 0):
        name = where + b"/" + raw(rng.choice(NAMES))
        if name not in [e[1] for e in entries]:
            entries.append(("folder", name))
            tree(root, entries, name, depth + 1)


def folder(k):
    entries = [("folder", b"/elsewhere"), ("file", b"/elsewhere/1.png"), ("folder", b"/elsewhere/in"), ("file", b"/elsewhere/in/2.JPG")]
    classes = rng.sample(NAMES, rng.randrange(2, 9)) if k else [f"{i * 7919 % 3000:x}" for i in range(3000)]
    for c in classes:
        where = b"/data/" + raw(c)
        if k and rng.random() < 0.15:
            entries.append(("link", where, "/elsewhere"))
            continue
        entries.append(("folder", where))
        if not k:
            entries.append(("file", where + b"/1.png"))
        elif rng.random() > 0.1:
            tree(None, entries, where, 0)
            if rng.random() < 0.2:
                entries.append(("link", where + b"/linked", "/elsewhere"))
    return entries


def build(root, entries):
    for kind, name, *more in entries:
        path = os.fsencode(root) + name
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if kind == "folder":
            os.makedirs(path, exist_ok=True)
        elif kind == "file":
            open(path, "wb").close()
        elif kind == "broken":
            os.symlink(b"nowhere", path)
        else:
            os.symlink(os.fsencode(root) + more[0].encode(), path)


zoo = []
for k in range(count):
    root = tempfile.mkdtemp()
    try:
        entries = folder(k)
        build(root, entries)
        found = ImageFolder(root + "/data", allow_empty=True)
        start = len(root) + len("/data/")
        zoo.append({
            "entries": [[kind, pct(name), *more] for kind, name, *more in entries] if k else [],
            "classes": [pct(os.fsencode(c)) for c in found.classes],
            "samples": [[pct(os.fsencode(path[start:])), label] for path, label in found.samples] if k else [],
        })
    finally:
        shutil.rmtree(root)
json.dump(zoo, open(target, "w"), indent=0)
print(len(zoo), "folders,", sum(len(z["samples"]) for z in zoo), "samples,", os.path.getsize(target), "bytes")
