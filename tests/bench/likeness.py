"""Print, as lines of JSON, how large and how like the original the copies of some photos are at several qualities.

Runs in the benchmark's own Python, which has scikit-image.
"""

import json
import sys
from io import BytesIO

import numpy as np
from PIL import Image
from skimage.metrics import structural_similarity

WIDTH = 1280
RUNS = [("WEBP", quality, {"method": 2}) for quality in (70, 75, 80, 85)]
RUNS += [("JPEG", quality, {"optimize": True}) for quality in (70, 75, 80, 85)]
RUNS += [("AVIF", quality, {"speed": 8, "max_threads": 1}) for quality in (50, 60, 70)]


def luminance(image):
    return np.asarray(image.convert("L"), dtype=float)


def small(file):
    with Image.open(file) as image:
        width = min(WIDTH, image.width)
        size = (width, round(image.height * width / image.width))
        return image.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def likeness(one, other):
    options = {"data_range": 255, "gaussian_weights": True, "sigma": 1.5, "use_sample_covariance": False}
    return structural_similarity(luminance(one), luminance(other), **options)


references = [small(file) for file in sys.argv[1:]]
for kind, quality, options in RUNS:
    sizes, found = [], []
    for reference in references:
        data = BytesIO()
        reference.save(data, kind, quality=quality, **options)
        sizes.append(len(data.getvalue()))
        found.append(likeness(reference, Image.open(data)))
    line = {
        "mean": sum(sizes) / len(sizes),
        "largest": max(sizes),
        "ssim": sum(found) / len(found),
        "least": min(found),
    }
    print(json.dumps({"format": kind, "quality": quality, **line}), flush=True)
