"""Random numbers by name: every subject and day has its own stream, so that one never shifts another."""

import zlib

import numpy as np
from numpy.typing import NDArray


def stream(seed: int, *subject: object) -> np.random.Generator:
    """Return the generator of one subject of one bank; the same arguments give the same numbers."""
    name = zlib.crc32("|".join(str(part) for part in subject).encode())
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence([seed, name])))


def pick(draw: np.random.Generator, weights: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """Return `count` indices, each as likely as its weight."""
    edges = np.cumsum(weights)
    chosen: NDArray[np.int64] = np.searchsorted(edges, draw.random(count) * edges[-1], side="right")
    return np.minimum(chosen, len(weights) - 1)
