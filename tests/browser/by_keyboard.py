"""A manager's acts by keys alone: the list, the drawer, the palette, the file, the queue of what is due."""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class Call:
    """What is pressed in the drawer: outcome, next step and intention as digits; then what is typed."""

    digits: str
    day: str = ""
    hour: str = ""
    place: str = ""


TALK = Call("173")
"""Somebody answered, nothing follows, and is moderately inclined."""
SILENT = Call("3")
"""Nobody answered: to be called again, as the drawer proposes."""


def current(page: Page) -> str:
    """Return the name that is to be called now."""
    return page.locator("[data-now] .l1 a").inner_text()


def call(page: Page, name: str, made: Call) -> None:
    """Record a call of the current name, and wait until the list has taken it."""
    page.keyboard.press("l")
    _record(page, name, made)
    expect(page.locator("#toast")).to_contain_text(f"已记录 {name}")
    expect(page.locator(".t-call.done", has_text=name)).to_be_visible()


def quick_record(page: Page, name: str, made: Call) -> None:
    """Record a talk with somebody who is not on the list: found in the palette."""
    page.keyboard.press("n")
    expect(page.locator("#palette [data-shown=record]")).to_be_visible()
    page.keyboard.insert_text(name)
    expect(page.locator("#palette [role=option]").first).to_contain_text(name)
    page.keyboard.press("Enter")
    _record(page, name, made)


def _record(page: Page, name: str, made: Call) -> None:
    form = page.locator("#drawer form")
    expect(form.locator(".t-title")).to_contain_text(name)
    expect(form.locator("[name=outcome]").first).to_be_focused()
    for digit in made.digits:
        page.keyboard.press(digit)
    if made.day:
        form.locator("[name=next_step_on]").fill(made.day)
    if made.hour:
        form.locator("[name=next_step_at]").fill(made.hour)
    if made.place:
        form.locator("[name=place]").select_option(made.place)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#drawer")).to_be_hidden()


def pass_over(page: Page, name: str) -> None:
    """Skip the current name: away, or busy."""
    _chosen(page, "s", "2")
    expect(page.locator("#toast")).to_contain_text(f"已跳过 {name}")


def put_off(page: Page, name: str) -> None:
    """Put the current name off to the morning of the next working day."""
    _chosen(page, "r", "3")
    expect(page.locator("#toast")).to_contain_text(f"已改期 {name}")


def _chosen(page: Page, key: str, digit: str) -> None:
    page.keyboard.press(key)
    expect(page.locator(".t-menu [data-digit='1']")).to_be_focused()
    page.keyboard.press(digit)


def write_down(page: Page, number: str, title: str, **typed: str) -> None:
    """Fill one form of a customer's needs and deals, opened by its title."""
    page.goto(f"/customers/{number}/deals/")
    box = page.locator("main details", has=page.locator("summary", has_text=title))
    box.locator("summary").press("Enter")
    for name, value in typed.items():
        field = box.locator(f"[name={name}]")
        if name in {"step", "every"}:
            field.select_option(value)
        else:
            field.fill(value)
    box.get_by_role("button").press("Enter")
    expect(page.locator("main details[open]", has=page.locator("summary", has_text=title))).to_have_count(0)


def due(page: Page) -> Locator:
    """Go to the page of what is due, and return its lines."""
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/due/")
    return page.locator("#due [data-row]")


def choose(page: Page, texts: Sequence[str]) -> None:
    """Walk down to the line of each text and choose it."""
    for text in texts:
        wanted = page.locator("#due [data-row]:focus", has_text=text)
        for _step in range(page.locator("#due [data-row]").count()):
            page.keyboard.press("j")
            if wanted.count():
                break
        page.keyboard.press("x")
