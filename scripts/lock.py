"""Resolve the dependencies of `pyproject.toml` into `locks/`: pinned with hashes, no host named.

Needs `uv` on the PATH (`pip install uv`); run it through `make lock`.
"""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = ("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes")
PLAIN = ("--no-emit-index-url", "--no-annotate", "--no-header")


def main() -> None:
    """Write locks/runtime.txt and locks/dev.txt; dev keeps runtime's versions."""
    runtime = ROOT / "locks" / "runtime.txt"
    dev = ROOT / "locks" / "dev.txt"
    subprocess.run(
        [*COMMON, *PLAIN, "pyproject.toml", "--group", "build", "-o", str(runtime)], cwd=ROOT, check=True
    )
    subprocess.run(
        [
            *COMMON,
            *PLAIN,
            "pyproject.toml",
            "--group",
            "build",
            "--group",
            "dev",
            "-c",
            str(runtime),
            "-o",
            str(dev),
        ],
        cwd=ROOT,
        check=True,
    )


if __name__ == "__main__":
    main()
