"""A zoo of small pictures and what Pillow reads in them: format x mode x depth x orientation x damage.

    python3 make_pictures.py pictures.zip [SEED [DAMAGED]]

Writes a zip with every picture, beside it NAME.rgb (Pillow's convert("RGB"), interleaved, where it reads the
picture) and index.csv: name, width, height, tolerance (levels a channel; -1 where Pillow refuses). SEED
changes the pixels, DAMAGED is the number of pictures with random damage.
"""
import io, struct, sys, warnings, zipfile, zlib
import numpy as np
import PIL
from PIL import Image, ImageCms, TiffImagePlugin

warnings.simplefilter("ignore")
target = sys.argv[1]
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
damaged = int(sys.argv[3]) if len(sys.argv) > 3 else 40
rng = np.random.default_rng(seed)
H, W = 13, 19
yy, xx = np.mgrid[0:H, 0:W]
base = np.stack([127 + 120 * np.sin(xx / 4), 127 + 120 * np.cos(yy / 3), (xx * yy * 2) % 256], -1)
RGB8 = np.clip(base + rng.normal(0, 8, base.shape), 0, 255).astype(np.uint8)
ALPHA = ((xx * 13) % 256).astype(np.uint8)
rgb = Image.fromarray(RGB8)
grey = rgb.convert("L")
rgba = rgb.convert("RGBA"); rgba.putalpha(Image.fromarray(ALPHA))
la = grey.convert("LA"); la.putalpha(Image.fromarray(ALPHA))
palette = rgb.quantize(16)
bits = rgb.convert("1")
GREY16 = RGB8[:, :, 0].astype(np.uint16) * 251 + 17
RGB16 = RGB8.astype(np.uint16) * 251 + 17
files = {}


def put(name, data):
    assert name not in files, name
    files[name] = bytes(data)


def save(name, image, format, **how):
    out = io.BytesIO()
    image.save(out, format=format, **how)
    put(name, out.getvalue())
    return out.getvalue()


# ---- JPEG ------------------------------------------------------------------------------------------
def segments(jpeg):
    """[(marker, payload)] up to the scan, and the rest."""
    at, found = 2, []
    while True:
        marker, length = jpeg[at + 1], struct.unpack(">H", jpeg[at + 2:at + 4])[0]
        if marker == 0xDA:
            return found, jpeg[at:]
        found.append((marker, jpeg[at + 4:at + 2 + length]))
        at += 2 + length


def jpeg(parts, rest):
    out = b"\xff\xd8"
    for marker, payload in parts:
        out += bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload
    return out + rest


def remarked(data, ids=None, jfif=True, adobe=None, extra=()):
    parts, rest = segments(data)
    out = [(m, p) for m, p in parts if m not in (0xE0, 0xEE) and not 0xC0 <= m <= 0xC2]
    sof = [(m, bytearray(p)) for m, p in parts if 0xC0 <= m <= 0xC2][0]
    rest = bytearray(rest)
    if ids:
        for i, one in enumerate(ids):
            sof[1][6 + 3 * i] = one
            rest[5 + 2 * i] = one
    head = list(extra)
    if jfif:
        head.insert(0, (0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"))
    if adobe is not None:
        head.append((0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([adobe])))
    return jpeg(head + out + [(sof[0], bytes(sof[1]))], bytes(rest))


for words in ("4:4:4", "4:2:2", "4:2:0", "4:1:1"):
    for progressive in (False, True):
        save(f"{words.replace(':', '')}{'-progressive' if progressive else ''}.jpg", rgb, "JPEG", quality=85,
             subsampling=words, progressive=progressive)
save("grey.jpg", grey, "JPEG")
save("grey-progressive.jpg", grey, "JPEG", progressive=True)
save("restarts.jpg", rgb, "JPEG", restart_marker_blocks=1)
save("optimised.jpg", rgb, "JPEG", optimize=True, quality=30)
full = save("full.jpg", rgb, "JPEG", subsampling=0, quality=92)
half = save("half.jpg", rgb, "JPEG", subsampling=2, quality=92)
save("kept-rgb.jpg", rgb, "JPEG", keep_rgb=True, subsampling=0)
profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
save("icc.jpg", rgb, "JPEG", icc_profile=profile)
save("icc-grey.jpg", grey, "JPEG", icc_profile=profile)
save("two.mpo", rgb, "MPO", save_all=True, append_images=[rgb.rotate(180)])
for name, source in (("full", full), ("half", half)):
    for ids in ((0, 1, 2), (1, 2, 3), (82, 71, 66), (5, 9, 77), (2, 1, 0)):
        for jfif in (False, True):
            put(f"{name}-ids{'.'.join(map(str, ids))}{'-jfif' if jfif else ''}.jpg", remarked(source, ids, jfif))
    for adobe in (0, 1, 2):
        put(f"{name}-adobe{adobe}.jpg", remarked(source, (1, 2, 3), False, adobe))
        put(f"{name}-adobe{adobe}-jfif.jpg", remarked(source, (1, 2, 3), True, adobe))
        put(f"{name}-adobe{adobe}-ids0.jpg", remarked(source, (0, 1, 2), False, adobe))
put("grey-adobe0.jpg", remarked(files["grey.jpg"], None, False, 0))
inks = save("cmyk.jpg", rgb.convert("CMYK"), "JPEG", quality=92, subsampling=0)
save("cmyk-half.jpg", rgb.convert("CMYK"), "JPEG", quality=92, subsampling=2)
for adobe in (None, 0, 1, 2):
    put(f"cmyk-adobe-{adobe}.jpg", remarked(inks, None, False, adobe))
    put(f"cmyk-adobe-{adobe}-ids.jpg", remarked(inks, (67, 77, 89, 75), False, adobe))
    put(f"cmyk-adobe-{adobe}-jfif.jpg", remarked(inks, None, True, adobe))
for turn in range(0, 10):
    exif = Image.Exif(); exif[0x0112] = turn
    save(f"turned{turn}.jpg", rgb, "JPEG", exif=exif.tobytes(), subsampling=0)
put("exif-first.jpg", remarked(full, None, True, None, [(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0")]))
put("comment.jpg", remarked(full, None, True, None, [(0xFE, b"hello")]))
put("trailing.jpg", full + b"more" * 20)
put("no-end.jpg", full[:-2])
put("cut90.jpg", full[:-len(full) // 10])
put("cut50.jpg", full[:len(full) // 2])
put("fill-bytes.jpg", full[:2] + b"\xff\xff\xff" + full[2:])


# ---- PNG -------------------------------------------------------------------------------------------
def chunk(kind, data, wrong=False):
    crc = zlib.crc32(kind + data) ^ (1 if wrong else 0)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)


def rows(samples, depth):
    """Scan lines of (H, W, C) samples, filter none and sub in turn."""
    out = b""
    bpp = max(1, samples.shape[2] * depth // 8)
    for y in range(samples.shape[0]):
        line = samples[y].reshape(-1)
        if depth == 16:
            raw = line.astype(">u2").tobytes()
        elif depth == 8:
            raw = line.astype(np.uint8).tobytes()
        else:
            b = ((line[:, None] >> np.arange(depth - 1, -1, -1)) & 1).astype(np.uint8).reshape(-1)
            raw = np.packbits(b).tobytes()
        if y % 2 == 1:
            a = np.frombuffer(raw, np.uint8).astype(int)
            before = np.concatenate([np.zeros(bpp, int), a])[:len(a)]
            out += b"\1" + ((a - before) % 256).astype(np.uint8).tobytes()
        else:
            out += b"\0" + raw
    return out


def png(samples, depth, kind, interlaced=False, extra=b"", end=True, idat=None):
    h, w = samples.shape[:2]
    if interlaced:
        data = b""
        for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
            part = samples[y0::dy, x0::dx]
            if part.size:
                data += rows(part, depth)
    else:
        data = rows(samples, depth)
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, kind, 0, 0, int(interlaced)))
    return head + extra + (idat or (lambda d: chunk(b"IDAT", d)))(zlib.compress(data)) + (chunk(b"IEND", b"") if end else b"")


g8 = np.asarray(grey)[:, :, None].astype(int)
g16 = GREY16[:, :, None].astype(int)
a8 = ALPHA[:, :, None].astype(int)
c8, c16, a16 = RGB8.astype(int), RGB16.astype(int), a8 * 257
PLTE = chunk(b"PLTE", bytes(rng.integers(0, 256, 48).astype(np.uint8)))
index16 = (xx + yy)[:, :, None] % 16
tRNS = chunk(b"tRNS", bytes([0, 80, 160]))
for i in (False, True):
    x = "-interlaced" if i else ""
    for depth in (1, 2, 4):
        put(f"grey{depth}{x}.png", png(g8 >> (8 - depth), depth, 0, i))
        put(f"palette{depth}{x}.png", png(index16 % (1 << depth), depth, 3, i, PLTE))
        put(f"palette{depth}-alpha{x}.png", png(index16 % (1 << depth), depth, 3, i, PLTE + chunk(b"tRNS", bytes([0, 80, 160][:1 << depth]))))
    put(f"grey8{x}.png", png(g8, 8, 0, i))
    put(f"grey16{x}.png", png(g16, 16, 0, i))
    put(f"palette8{x}.png", png(index16, 8, 3, i, PLTE))
    put(f"palette8-alpha{x}.png", png(index16, 8, 3, i, PLTE + tRNS))
    put(f"greyalpha8{x}.png", png(np.concatenate([g8, a8], 2), 8, 4, i))
    put(f"greyalpha16{x}.png", png(np.concatenate([g16, a16], 2), 16, 4, i))
    put(f"rgb8{x}.png", png(c8, 8, 2, i))
    put(f"rgb16{x}.png", png(c16, 16, 2, i))
    put(f"rgba8{x}.png", png(np.concatenate([c8, a8], 2), 8, 6, i))
    put(f"rgba16{x}.png", png(np.concatenate([c16, a16], 2), 16, 6, i))
low16 = (np.minimum(g16, 700)).astype(int)
put("grey16-dark.png", png(low16, 16, 0))
put("grey8-key.png", png(g8, 8, 0, False, chunk(b"tRNS", struct.pack(">H", int(g8[3, 3, 0])))))
put("grey16-key.png", png(g16, 16, 0, False, chunk(b"tRNS", struct.pack(">H", int(g16[3, 3, 0])))))
put("rgb8-key.png", png(c8, 8, 2, False, chunk(b"tRNS", struct.pack(">HHH", *map(int, c8[3, 3])))))
put("rgb16-key.png", png(c16, 16, 2, False, chunk(b"tRNS", struct.pack(">HHH", *map(int, c16[3, 3])))))
put("gamma.png", png(c8, 8, 2, False, chunk(b"gAMA", struct.pack(">I", 100000))))
put("icc.png", png(c8, 8, 2, False, chunk(b"iCCP", b"s\0\0" + zlib.compress(profile))))
put("grey-gamma.png", png(g8, 8, 0, False, chunk(b"gAMA", struct.pack(">I", 100000))))
put("short-palette.png", png(index16, 8, 3, False, chunk(b"PLTE", bytes(range(24)))))
put("no-palette.png", png(index16, 8, 3))
put("two-idats.png", png(c8, 8, 2, idat=lambda d: chunk(b"IDAT", d[:50]) + chunk(b"IDAT", d[50:])))
put("no-iend.png", png(c8, 8, 2, end=False))
put("half-iend.png", png(c8, 8, 2)[:-7])
put("trailing.png", png(c8, 8, 2) + b"more" * 10)
put("bad-crc.png", png(c8, 8, 2, idat=lambda d: chunk(b"IDAT", d, True)))
put("bad-ancillary-crc.png", png(c8, 8, 2, False, chunk(b"tEXt", b"a\0b", True)))
put("cut-idat.png", png(c8, 8, 2)[:300])
put("short-idat.png", png(c8, 8, 2, idat=lambda d: chunk(b"IDAT", d[:len(d) // 2])))
save("animated.png", rgb, "PNG", save_all=True, append_images=[rgb.rotate(180)])

# ---- GIF -------------------------------------------------------------------------------------------
save("plain.gif", palette, "GIF")
save("interlaced.gif", palette, "GIF", interlace=True)
save("grey.gif", grey, "GIF")
save("bits.gif", bits, "GIF")
save("transparent.gif", palette, "GIF", transparency=3)
save("animated.gif", palette, "GIF", save_all=True, append_images=[palette.rotate(180)])
g = bytearray(files["plain.gif"])


def gif(width, height, left, top, background, transparent=None, local=False):
    """The plain picture on a screen of another size."""
    d = bytes(g)
    flags = d[10]
    table = d[13:13 + 3 * (2 << (flags & 7))]
    at = 13 + len(table)
    while d[at] == 0x21:
        at += 2
        while d[at]:
            at += d[at] + 1
        at += 1
    desc = bytearray(d[at:at + 10])
    desc[1:5] = struct.pack("<HH", left, top)
    out = d[:6] + struct.pack("<HH", width, height) + bytes([flags & (0x7F if local else 0xFF), background, 0])
    if local:
        desc[9] = 0x80 | (flags & 7)
    else:
        out += table
    if transparent is not None:
        out += b"\x21\xf9\4\1\0\0" + bytes([transparent]) + b"\0"
    return out + bytes(desc) + (table if local else b"") + d[at + 10:]


for name, how in {"screen": (30, 40, 5, 7, 2), "screen-transparent": (30, 40, 5, 7, 2, 4), "screen-local": (30, 40, 5, 7, 2, None, True),
                  "screen-local-transparent": (30, 40, 5, 7, 2, 4, True), "screen-small": (10, 6, 0, 0, 0), "screen-out": (19, 13, 4, 3, 0),
                  "screen-zero": (0, 0, 0, 0, 0), "local": (19, 13, 0, 0, 0, None, True), "transparent-key": (19, 13, 0, 0, 0, 4)}.items():
    put(f"{name}.gif", gif(*how))
put("cut.gif", bytes(g[:-30]))
put("no-end.gif", bytes(g[:-1]))


# ---- BMP -------------------------------------------------------------------------------------------
def bmp(bits, data, colours=b"", compression=0, height=H, header=40, masks=b""):
    offset = 14 + header + len(masks) + len(colours)
    if header == 12:
        info = struct.pack("<IHHHH", 12, W, height, 1, bits)
    else:
        info = struct.pack("<IiiHHIIiiII", header, W, height, 1, bits, compression, len(data), 2835, 2835, len(colours) // 4, 0)
        info += masks + bytes(header - 40)
        offset = 14 + len(info) + len(colours)
    return b"BM" + struct.pack("<IHHI", offset + len(data), 0, 0, offset) + info + colours + data


def lines(array, bottom_up=True):
    out = b""
    for row in (array[::-1] if bottom_up else array):
        raw = row.tobytes()
        out += raw + bytes(-len(raw) % 4)
    return out


for name, image in (("bits", bits), ("grey", grey), ("palette", palette), ("rgb", rgb), ("rgba", rgba)):
    save(f"{name}.bmp", image, "BMP")
bgr = np.ascontiguousarray(RGB8[:, :, ::-1])
put("topdown.bmp", bmp(24, lines(bgr, False), height=-H))
v565 = ((RGB8[:, :, 0].astype(int) >> 3) << 11 | (RGB8[:, :, 1].astype(int) >> 2) << 5 | RGB8[:, :, 2] >> 3).astype("<u2")
v555 = ((RGB8[:, :, 0].astype(int) >> 3) << 10 | (RGB8[:, :, 1].astype(int) >> 3) << 5 | RGB8[:, :, 2] >> 3).astype("<u2")
put("555.bmp", bmp(16, lines(v555)))
put("565.bmp", bmp(16, lines(v565), compression=3, masks=struct.pack("<III", 0xF800, 0x7E0, 0x1F)))
bgrx = np.dstack([bgr, np.zeros((H, W), np.uint8)])
bgra = np.dstack([bgr, ALPHA])
put("32.bmp", bmp(32, lines(bgrx)))
put("32-alpha.bmp", bmp(32, lines(bgra)))
put("32-v5.bmp", bmp(32, lines(bgra), compression=3, header=124, masks=struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)))
rgbx = np.dstack([RGB8, np.zeros((H, W), np.uint8)])
put("32-masks.bmp", bmp(32, lines(rgbx), compression=3, masks=struct.pack("<III", 0xFF, 0xFF00, 0xFF0000)))
four = rng.integers(0, 256, 64).astype(np.uint8).tobytes()
idx = (index16[:, :, 0]).astype(np.uint8)
nib = np.pad(idx, ((0, 0), (0, 1)))
put("4.bmp", bmp(4, lines(nib[:, 0::2] << 4 | nib[:, 1::2]), four))
put("1.bmp", bmp(1, lines(np.packbits(idx & 1, axis=1)), four[:8]))
put("os2.bmp", bmp(24, lines(bgr), header=12))
put("os2-8.bmp", bmp(8, lines(idx), bytes(np.frombuffer(four, np.uint8).reshape(16, 4)[:, :3].tobytes()) + bytes(3 * 240), header=12))
rle = b""
for row in idx[::-1]:
    for v in row[:10]:
        rle += bytes([1, v])
    rle += bytes([0, 9]) + row[10:].tobytes() + b"\0" + b"\0\0"
put("rle8.bmp", bmp(8, rle + b"\0\1", four, 1))
rle4 = b""
for row in idx[::-1]:
    for v in row:
        rle4 += bytes([1, v << 4])
    rle4 += b"\0\0"
put("rle4.bmp", bmp(4, rle4 + b"\0\1", four, 2))
put("cut.bmp", files["rgb.bmp"][:-200])

# ---- TIFF ------------------------------------------------------------------------------------------
cmyk = rgb.convert("CMYK")
lab = ImageCms.applyTransform(rgb, ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"))
i16 = Image.fromarray(GREY16)
i32 = Image.fromarray(GREY16.astype(np.int32) * 3)
f32 = Image.fromarray((RGB8[:, :, 0] * 1.5 - 30).astype(np.float32))
modes = {"bits": bits, "grey": grey, "palette": palette, "rgb": rgb, "rgba": rgba, "greyalpha": la, "cmyk": cmyk, "lab": lab, "grey16": i16, "int32": i32, "float32": f32, "ycbcr": rgb.convert("YCbCr")}
for mode, image in modes.items():
    for compression in (None, "tiff_lzw", "tiff_deflate", "packbits", "tiff_adobe_deflate", "jpeg", "group3", "group4", "lzma", "zstd", "webp"):
        if compression in ("lzma", "zstd", "webp", "tiff_adobe_deflate") and mode != "rgb":
            continue
        if compression in ("group3", "group4") and mode != "bits":
            continue
        try:
            save(f"{mode}{'-' + compression.replace('tiff_', '') if compression else ''}.tif", image, "TIFF", compression=compression)
        except Exception:
            files.pop(f"{mode}-{compression}.tif", None)
for turn in range(0, 10):
    info = TiffImagePlugin.ImageFileDirectory_v2(); info[274] = turn
    save(f"turned{turn}.tif", rgb, "TIFF", tiffinfo=info)
    if 1 <= turn <= 8:
        save(f"turned{turn}-lzw.tif", grey, "TIFF", tiffinfo=info, compression="tiff_lzw")
info = TiffImagePlugin.ImageFileDirectory_v2(); info[317] = 2
save("predictor.tif", rgb, "TIFF", tiffinfo=info, compression="tiff_lzw")
save("predictor-rgba.tif", rgba, "TIFF", tiffinfo=info, compression="tiff_deflate")
save("pages.tif", rgb, "TIFF", save_all=True, append_images=[rgb.rotate(180)])
save("icc.tif", rgb, "TIFF", icc_profile=profile)


def tiff(order, tags, data):
    """tags: [(tag, type, values)]; the data go behind the header."""
    sizes = {1: "B", 3: "H", 4: "I"}
    start = 8 + len(data) + len(data) % 2
    tags = sorted(tags)
    extra, body = b"", b""
    after = start + 2 + 12 * len(tags) + 4
    for tag, kind, values in tags:
        raw = struct.pack(order + sizes[kind] * len(values), *values)
        if len(raw) > 4:
            where = struct.pack(order + "I", after + len(extra))
            extra += raw + bytes(len(raw) % 2)
        else:
            where = raw.ljust(4, b"\0")
        body += struct.pack(order + "HHI", tag, kind, len(values)) + where
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, start)
    return head + data + bytes(len(data) % 2) + struct.pack(order + "H", len(tags)) + body + struct.pack(order + "I", 0) + extra


def plain(order, array, photometric, bits, more=(), planes=1, w=W, h=H, strips=None):
    n = array.shape[2] if array.ndim == 3 else 1
    data = strips or [array.tobytes()]
    offsets, at = [], 8
    for one in data:
        offsets.append(at); at += len(one)
    return tiff(order, [(256, 3, [w]), (257, 3, [h]), (258, 3, [bits] * n), (259, 3, [1]), (262, 3, [photometric]), (273, 4, offsets), (277, 3, [n]),
                        (278, 3, [h]), (279, 4, [len(d) for d in data]), (284, 3, [planes])] + list(more), b"".join(data))


for order, word in (("<", "le"), (">", "be")):
    t16 = order + "u2"
    put(f"rgb-{word}.tif", plain(order, RGB8, 2, 8))
    put(f"rgb16-{word}.tif", plain(order, RGB16.astype(t16), 2, 16))
    put(f"rgba16-{word}.tif", plain(order, np.concatenate([c16, a16], 2).astype(t16), 2, 16, [(338, 3, [2])]))
    put(f"grey16-{word}.tif", plain(order, GREY16.astype(t16), 1, 16))
    put(f"white16-{word}.tif", plain(order, GREY16.astype(t16), 0, 16))
    put(f"cmyk16-{word}.tif", plain(order, np.concatenate([c16, a16], 2).astype(t16), 5, 16))
    put(f"signed16-{word}.tif", plain(order, GREY16.astype(t16), 1, 16, [(339, 3, [2])]))
    put(f"grey32-{word}.tif", plain(order, GREY16.astype(order + "u4"), 1, 32))
put("white.tif", plain("<", np.asarray(grey), 0, 8))
put("white1.tif", plain("<", np.packbits(idx & 1, axis=1), 0, 1))
put("black1.tif", plain("<", np.packbits(idx & 1, axis=1), 1, 1))
put("grey4.tif", plain("<", nib[:, 0::2] << 4 | nib[:, 1::2], 1, 4))
put("white4.tif", plain("<", nib[:, 0::2] << 4 | nib[:, 1::2], 0, 4))
colour_map = rng.integers(0, 65536, 48).tolist()
put("palette4.tif", plain("<", nib[:, 0::2] << 4 | nib[:, 1::2], 3, 4, [(320, 3, colour_map)]))
put("palette8.tif", plain("<", idx, 3, 8, [(320, 3, rng.integers(0, 65536, 768).tolist())]))
put("premultiplied.tif", plain("<", np.dstack([RGB8, ALPHA]), 2, 8, [(338, 3, [1])]))
put("unassociated.tif", plain("<", np.dstack([RGB8, ALPHA]), 2, 8, [(338, 3, [2])]))
put("extra.tif", plain("<", np.dstack([RGB8, ALPHA]), 2, 8, [(338, 3, [0])]))
put("planar.tif", plain("<", RGB8, 2, 8, planes=2, strips=[RGB8[:, :, c].tobytes() for c in range(3)]))
put("fillorder.tif", plain("<", np.packbits(idx & 1, axis=1), 1, 1, [(266, 3, [2])]))
put("ycbcr-raw.tif", plain("<", np.asarray(rgb.convert("YCbCr")), 6, 8, [(530, 3, [1, 1])]))
put("cielab.tif", plain("<", np.asarray(lab).view(np.uint8), 8, 8))
put("cmyk-alpha.tif", plain("<", np.dstack([RGB8, ALPHA, ALPHA]), 5, 8, [(338, 3, [2])]))
put("cut.tif", files["rgb.tif"][:-120])
tile = np.pad(RGB8, ((0, 3), (0, 13), (0, 0)))
put("tiled.tif", tiff("<", [(256, 3, [W]), (257, 3, [H]), (258, 3, [8] * 3), (259, 3, [1]), (262, 3, [2]), (277, 3, [3]), (322, 3, [16]), (323, 3, [16]),
                            (324, 4, [8, 8 + 768]), (325, 4, [768, 768])], tile[:, :16].tobytes() + tile[:, 16:].tobytes()))

# ---- WebP ------------------------------------------------------------------------------------------
for q in (30, 80):
    save(f"lossy{q}.webp", rgb, "WEBP", quality=q)
    save(f"lossy{q}-alpha.webp", rgba, "WEBP", quality=q)
big = Image.fromarray(np.clip(np.kron(RGB8, np.ones((5, 5, 1))) + rng.normal(0, 5, (65, 95, 3)), 0, 255).astype(np.uint8))
save("lossy-big.webp", big, "WEBP", quality=60)
save("lossless-big.webp", big, "WEBP", lossless=True)
save("lossless.webp", rgb, "WEBP", lossless=True)
save("lossless-alpha.webp", rgba, "WEBP", lossless=True, exact=True)
save("lossless-grey.webp", grey, "WEBP", lossless=True)
save("lossless-palette.webp", palette, "WEBP", lossless=True)
save("icc.webp", rgb, "WEBP", lossless=True, icc_profile=profile)
exif = Image.Exif(); exif[0x0112] = 6
save("turned.webp", rgb, "WEBP", lossless=True, exif=exif)
save("animated.webp", rgb, "WEBP", save_all=True, append_images=[rgb.rotate(180)], lossless=True)
for method in (0, 3, 6):
    save(f"lossless-big-method{method}.webp", big, "WEBP", lossless=True, method=method, quality=10 + 15 * method)
for colours in (2, 3, 6, 40):
    save(f"lossless-palette{colours}.webp", big.quantize(colours), "WEBP", lossless=True, quality=100, method=6)
screen = Image.new("RGB", (190, 110), (250, 250, 245))
for at in range(0, 170, 20):
    screen.paste(big.resize((9, 12)), (at, at % 90))
    screen.paste(palette.convert("RGB"), (at + 10, (at * 7) % 90))
save("lossless-screen.webp", screen, "WEBP", lossless=True, method=6, quality=100)
save("lossless-noise.webp", Image.fromarray(rng.integers(0, 256, (40, 50, 3)).astype(np.uint8)), "WEBP", lossless=True)
save("lossless-dot.webp", rgb.crop((0, 0, 1, 1)), "WEBP", lossless=True)
save("lossless-column.webp", rgb.crop((3, 0, 4, 13)), "WEBP", lossless=True)
save("lossless-one-colour.webp", Image.new("RGB", (90, 70), (3, 200, 77)), "WEBP", lossless=True)


def webp(*chunks):
    body = b"WEBP" + b"".join(k + struct.pack("<I", len(d)) + d + bytes(len(d) % 2) for k, d in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def number(value):
    return struct.pack("<I", value)[:3]


def animation(name, canvas, left, top, size, kept=b"\0"):
    """One picture of the zoo as the only frame on a canvas of its own size, whose background is red."""
    data = files[name]
    frame = number(left // 2) + number(top // 2) + number(size[0] - 1) + number(size[1] - 1) + number(100) + kept + data[12:]
    return webp((b"VP8X", b"\2\0\0\0" + number(canvas[0] - 1) + number(canvas[1] - 1)), (b"ANIM", b"\0\0\xff\xff\0\0"), (b"ANMF", frame))


for name in ("lossless", "lossy80"):
    for word, how in {"whole": ((W, H), 0, 0, (W, H)), "small": ((30, 40), 4, 6, (W, H)), "corner": ((25, 15), 6, 2, (W, H)), "outside": ((25, 15), 8, 2, (W, H)),
                      "unlike": ((30, 40), 4, 6, (W - 1, H)), "no-blend": ((30, 40), 4, 6, (W, H), b"\2")}.items():
        put(f"{name}-frame-{word}.webp", animation(f"{name}.webp", *how))
put("cut.webp", files["lossless.webp"][:-60])
put("cut-lossy.webp", files["lossy80.webp"][:-60])

# ---- PNM -------------------------------------------------------------------------------------------
for name, image in (("bits.pbm", bits), ("grey.pgm", grey), ("rgb.ppm", rgb), ("grey16.pgm", i16)):
    save(name, image, "PPM")


def ascii(array):
    return "\n".join(" ".join(str(v) for v in row.reshape(-1)) for row in array).encode()


put("ascii.pbm", b"P1\n# a comment\n19 13\n" + ascii(idx & 1))
put("ascii-tight.pbm", b"P1 19 13\n" + ascii(idx & 1).replace(b" ", b""))
put("ascii.pgm", b"P2 19 13 255\n" + ascii(g8))
put("ascii.ppm", b"P3\n19 # wide\n13\n255\n" + ascii(c8))
put("ascii16.ppm", b"P3 19 13 65535\n" + ascii(c16))
put("max15.pgm", b"P5 19 13 15\n" + idx.tobytes())
put("max100.ppm", b"P6 19 13 100\n" + (c8 * 100 // 255).astype(np.uint8).tobytes())
put("max1000.pgm", b"P5 19 13 1000\n" + (g16 * 1000 // 65535).astype(">u2").tobytes())
put("max1000.ppm", b"P6 19 13 1000\n" + (c16 * 1000 // 65535).astype(">u2").tobytes())
put("max65535.ppm", b"P6 19 13 65535\n" + c16.astype(">u2").tobytes())
put("max100-ascii.pgm", b"P2 19 13 100\n" + ascii(g8 * 100 // 255))
put("above.pgm", b"P5 19 13 100\n" + np.asarray(grey).tobytes())
put("above-ascii.pgm", b"P2 19 13 100\n" + ascii(g8))
put("cut.ppm", files["rgb.ppm"][:-30])
put("cut-ascii.ppm", files["ascii.ppm"][:-30])
put("trailing.ppm", files["rgb.ppm"] + b"P6 and more")
put("max0.pgm", b"P5 19 13 0\n" + idx.tobytes())
put("max70000.pgm", b"P5 19 13 70000\n" + g16.astype(">u2").tobytes())
put("negative.ppm", b"P6 -19 13 255\n" + RGB8.tobytes())
put("zero.ppm", b"P6 0 13 255\n")
put("words.ppm", b"P6 wide 13 255\n" + RGB8.tobytes())

# ---- none of them ----------------------------------------------------------------------------------
put("empty.png", b"")
put("text.jpg", b"no image at all\n")
put("html.jpg", b"<html><body>404</body></html>")
put("zeros.bmp", bytes(400))


def read(data):
    try:
        return Image.open(io.BytesIO(data)).convert("RGB")
    except Exception:
        return None


# ---- random damage ---------------------------------------------------------------------------------
sources = [n for n in files if read(files[n]) is not None and not n.startswith("turned")]
for i in range(damaged):
    name = sources[int(rng.integers(len(sources)))]
    data = bytearray(files[name])
    for _ in range(int(rng.integers(1, 4))):
        at = int(rng.integers(len(data) if rng.random() < 0.6 else min(64, len(data))))
        data[at] = int(rng.integers(256)) if rng.random() < 0.5 else data[at] ^ (1 << int(rng.integers(8)))
    if rng.random() < 0.2:
        data = data[:int(rng.integers(len(data)))]
    stem, ending = name.rsplit(".", 1)
    put(f"damaged{i}-{stem}.{ending}", data)

index = [f"# Pillow {PIL.__version__}, seed {seed}"]
stamp = (2026, 1, 1, 0, 0, 0)
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as z:
    for name, data in files.items():
        image = read(data)
        tolerance = 0 if data[:2] == b"\xff\xd8" else 3 if "jpeg" in name else 1
        if image is not None and image.width * image.height > 100_000:
            continue
        z.writestr(zipfile.ZipInfo(name, stamp), data, zipfile.ZIP_DEFLATED)
        if image is None:
            index.append(f"{name},0,0,-1")
        else:
            z.writestr(zipfile.ZipInfo(name + ".rgb", stamp), image.tobytes(), zipfile.ZIP_DEFLATED)
            index.append(f"{name},{image.width},{image.height},{tolerance}")
    z.writestr(zipfile.ZipInfo("index.csv", stamp), "\n".join(index) + "\n", zipfile.ZIP_DEFLATED)
print(len(files), "pictures")
