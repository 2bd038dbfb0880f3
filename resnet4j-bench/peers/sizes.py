"""How large packages are as they are installed, with all that they need: python sizes.py PACKAGE…

Prints "PACKAGE VERSION BYTES" for each; extras and markers that do not hold here are left out.
"""
import importlib.metadata as metadata
import os, re, sys
from packaging.requirements import Requirement


def closure(name, seen):
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return
    seen[key] = found
    for line in found.requires or []:
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            closure(wanted.name, seen)


def installed(distribution):
    paths = (distribution.locate_file(file) for file in distribution.files or [] if not str(file).endswith(".pyc"))
    return sum(os.path.getsize(path) for path in paths if os.path.exists(path))


for name in sys.argv[1:]:
    seen = {}
    closure(name, seen)
    if seen:
        print(name, metadata.version(name), sum(map(installed, seen.values())))
