"""Resolve the dependencies of `pyproject.toml` into `locks/`: pinned with hashes, no host named.

Needs `uv` on the PATH (`pip install uv`); run it through `make lock`.
"""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = ("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes")
PLAIN = ("--no-emit-index-url", "--no-annotate", "--no-header")


def main() -> None:
    """Write locks/runtime.txt, dev.txt and spark.txt; the others keep runtime's versions."""
    runtime = ROOT / "locks" / "runtime.txt"
    more = {"dev.txt": ("--group", "dev"), "spark.txt": ("--extra", "spark")}
    subprocess.run(
        [*COMMON, *PLAIN, "pyproject.toml", "--group", "build", "-o", str(runtime)], cwd=ROOT, check=True
    )
    for name, wanted in more.items():
        out = ("-c", str(runtime), "-o", str(ROOT / "locks" / name))
        subprocess.run(
            [*COMMON, *PLAIN, "pyproject.toml", "--group", "build", *wanted, *out], cwd=ROOT, check=True
        )


if __name__ == "__main__":
    main()
