"""Hours of a week as pages show them."""

from collections.abc import Iterable

from tilth.policy.contact_gate import Window


def by_weekday(windows: Iterable[Window]) -> tuple[tuple[str, str], ...]:
    """Return each weekday's code (1 is Monday) with its hours in words, in the order of the week."""
    found: dict[int, list[str]] = {}
    for one in windows:
        text = f"{one.begins // 60:02}:{one.begins % 60:02}–{one.ends // 60:02}:{one.ends % 60:02}"
        found.setdefault(one.weekday, []).append(text)
    return tuple((str(weekday), " ".join(found[weekday])) for weekday in sorted(found))
