"""Writes what Pillow reads of the pictures here, as PPM, and a picture in WebP with loss.

Run in this folder: python3 make_expected.py (Pillow 11 or newer).
"""
from PIL import Image

for name in ("cmyk.tif", "offset.gif", "jpeg444-ids012.jpg"):
    Image.open(name).convert("RGB").save(name + ".ppm")
Image.new("RGB", (40, 40), (40, 200, 40)).save("green.webp", quality=90)
