"""Take the pictures of every page: both languages, both colours, three widths, as small WebP files.

The pages are those of the matrix of doors (`tests/doors`), so a new one is taken without being named here;
each is seen by the first of the demo's people whose role may see it. `make screenshots` makes a demo bank in
a folder that is thrown away afterwards; `--url` takes the pictures from a demo that runs already.
"""

import argparse
import base64
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import bring_chromium
from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

if TYPE_CHECKING:
    from doors.links import Link

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screenshots"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
THEMES = ("light", "dark")
WIDTHS = {1440: (1000, 0.6), 1366: (768, 0.6), 390: (844, 0.9)}
"""Width → height, and how much of its size a picture keeps."""
QUALITY, COVER_QUALITY = 42, 70
READY_WITHIN = 1800
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--hide-scrollbars",
)


def places(customer: str, run: int, event: str) -> "list[Link]":
    """Return every page that a link can open, in the order of the matrix."""
    sys.path.insert(0, str(ROOT / "tests"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
    os.environ.setdefault("TILTH_SECRET_KEY", "only-for-the-pictures" * 4)
    import django

    django.setup()
    from doors.links import links
    from tilth.policy.demo import PEOPLE

    people = [(one.name, one.role) for one in PEOPLE]
    return list(links(people, customer=customer, run=run, event=event))


@contextmanager
def demo(url: str | None) -> Iterator[str]:
    """Yield the address of a demo: the one that runs, or one that is made and thrown away."""
    if url:
        yield url.rstrip("/")
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="tilth-pictures-"))
    command = [str(Path(sys.executable).with_name("tilth")), "demo", "--data", str(folder / "bank")]
    process = subprocess.Popen([*command, "--port", str(port)])
    try:
        yield _ready(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def _ready(url: str, process: "subprocess.Popen[bytes]") -> str:
    for _ in range(READY_WITHIN):
        if process.poll() is not None:
            sys.exit("The demo ended before its pages were there: run `make demo` to see why.")
        try:
            urllib.request.urlopen(f"{url}/sign-in/", timeout=5).close()  # noqa: S310 - our own demo
        except (urllib.error.URLError, OSError):
            time.sleep(1)
        else:
            return url
    sys.exit(f"The demo was not ready after {READY_WITHIN} seconds.")


def sign_in(page: Page, person: str) -> None:
    """Come in with one press, as a visitor of the demo does."""
    page.goto("/sign-in/")
    page.click(f".t-doors [name=username][value={person}]")
    page.wait_for_selector("main#main")


def prefer(context: BrowserContext, page: Page, choice: str, value: str) -> None:
    """Change one preference of whoever is signed in."""
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, "choice": choice, "value": value}
    context.request.post("/preferences/", form=form, headers={"Referer": page.url})


def picture(session: CDPSession, path: Path, *, width: int, scale: float, quality: int) -> None:
    """Write what is on the screen as WebP."""
    height = WIDTHS[width][0]
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": scale}
    given = {"format": "webp", "quality": quality, "clip": clip}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(base64.b64decode(session.send("Page.captureScreenshot", given)["data"]))


def shoot(context: BrowserContext, page: Page, place: "Link", language: str, theme: str) -> bool:
    """Take one page in its three widths; say whether it is a page at all."""
    answer = context.request.get(place.address)
    from doors.links import whole

    elsewhere = urlsplit(answer.url).path != urlsplit(place.address).path
    if elsewhere or not answer.ok or not whole(answer.headers.get("content-type", ""), answer.text()):
        return False
    session = context.new_cdp_session(page)
    for width, (height, scale) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        if width == next(iter(WIDTHS)):
            page.goto(place.address)
            page.evaluate(f"document.documentElement.dataset.bsTheme = '{theme}'")
            page.wait_for_timeout(250)  # for what comes by itself: charts, the flow between tiers
        page.wait_for_timeout(120)
        name = f"{language}-{theme}-{width}/{place.name}.webp"
        picture(session, OUT / name, width=width, scale=scale, quality=QUALITY)
        if place.name == "today" and width == 1440 and theme == "light":
            picture(session, OUT / f"cover-{language}.webp", width=width, scale=1, quality=COVER_QUALITY)
    session.detach()
    return True


def album(every: "list[Link]") -> str:
    """Return the table of all pictures that are there."""
    about = (
        "Taken from a demo bank by `make screenshots`: both languages, both colours, 1440, 1366 and 390 wide."
        " All people and figures are invented."
    )
    parts = ["# Pictures of every page", about]
    looks = [f"{theme}-{width}" for theme in THEMES for width in WIDTHS]
    for place in every:
        title = place.name.replace("_", " ").capitalize()
        rows = [f"| | {' | '.join(look.replace('-', ' ') for look in looks)} |", "| --- " * 7 + "|"]
        for language in LANGUAGES:
            cells = [f"[see]({language}-{look}/{place.name}.webp)" for look in looks]
            rows.append(f"| {language} | {' | '.join(cells)} |")
        shown = f"![{title}](zh-light-1440/{place.name}.webp)"
        parts += [f"## {title}", shown, "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def take(url: str) -> "list[Link]":
    """Take all pictures; return the places that are pages."""
    taken: dict[str, Link] = {}
    bring_chromium.use_node()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=bring_chromium.path(), args=list(FLAGS))
        context = browser.new_context(base_url=url, locale="zh-CN")
        page = context.new_page()
        sign_in(page, "rm")
        page.goto("/events/?listed=yes")  # a customer about whom something is to be said
        closing = page.locator("a[id^='close-']").first.get_attribute("href") or ""
        _, _, customer, _, event, *_ = closing.split("/")
        page.goto("/runs/")
        run = page.locator("a[href^='/runs/']:not([aria-current])").first.get_attribute("href") or ""
        every = places(customer, int(run.split("/")[2]), event)
        context.close()
        for person in dict.fromkeys(place.person for place in every):
            context = browser.new_context(base_url=url, locale="zh-CN")
            page = context.new_page()
            page.goto("/sign-in/")
            if person:
                sign_in(page, person)
                prefer(context, page, "tour", "done")
            for language, code in LANGUAGES.items():
                prefer(context, page, "language", code)
                for theme in THEMES:
                    page.goto(page.url)
                    if person:
                        prefer(context, page, "theme", theme)
                    for place in every:
                        if place.person == person and shoot(context, page, place, language, theme):
                            taken[place.name] = place
            if person:
                prefer(context, page, "language", "zh-hans")
            context.close()
        browser.close()
    return sorted((place for place in every if place.name in taken), key=lambda place: not place.person)


def main() -> None:
    """Replace the pictures and their table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--url", help="A demo that runs already; without it one is made.")
    given = asked.parse_args()
    with demo(given.url) as url:
        for old in OUT.glob("*/*.webp"):
            old.unlink()
        taken = take(url)
    (OUT / "README.md").write_text(album(taken), "utf-8")
    size = sum(path.stat().st_size for path in OUT.rglob("*.webp")) / 1_000_000
    sys.stdout.write(f"{len(taken)} pages, {len(list(OUT.rglob('*.webp')))} pictures, {size:.1f} MB.\n")


if __name__ == "__main__":
    main()
