"""Where things stand on a PDF page as it is displayed."""

from __future__ import annotations

import numpy as np
import pypdfium2
from numpy.typing import NDArray


def displayed(page: pypdfium2.PdfPage, edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return rectangles of the page's own space as they stand on the displayed, rotated page.

    Args:
        page: The page.
        edges: (n, 4) left, bottom, right, top in points.

    Returns:
        (n, 4) left, top, right, bottom as fractions 0..1.
    """
    left, bottom, right, top = page.get_bbox()
    across = (edges[:, [0, 2]] - left) / max(right - left, 1e-6)
    down = (top - edges[:, [1, 3]]) / max(top - bottom, 1e-6)
    turned = {0: (across, down), 90: (1 - down, across), 180: (1 - across, 1 - down), 270: (down, 1 - across)}
    xs, ys = turned[page.get_rotation()]
    boxes = np.stack([xs.min(axis=1), ys.min(axis=1), xs.max(axis=1), ys.max(axis=1)], axis=1)
    clipped: NDArray[np.float64] = np.clip(np.nan_to_num(boxes), 0.0, 1.0)
    return clipped
