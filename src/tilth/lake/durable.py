"""Making files survive a power cut: flush a tree, flush a folder."""

import os
from pathlib import Path


def flush(path: Path) -> None:
    """Force one file or folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_tree(root: Path) -> None:
    """Force every file and folder below `root` to the disk."""
    for folder, _, names in os.walk(root):
        for name in names:
            flush(Path(folder) / name)
        flush(Path(folder))
