"""Keep of Tabler's style sheet only the rules that can match a page: its 600 KB become a tenth of that."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
WORD = re.compile(r"[A-Za-z_][\w-]*")
NESTED = ("@media", "@supports", "@layer", "@container")
DROPPED = ("@font-face", "@keyframes", "@-webkit-keyframes", "@charset")


def words(paths: Iterable[Path]) -> set[str]:
    """Return every word of some files: whatever is a class name is among them."""
    return {word for path in paths for word in WORD.findall(path.read_text("utf-8"))}


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield head and body of each rule on one level; comments are gone, statements have no body."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    start = position = 0
    while position < len(css):
        sign = css[position]
        if sign == ";":
            start = position + 1
        elif sign == "{":
            end = _closing(css, position)
            yield css[start:position].strip(), css[position + 1 : end]
            start = position = end + 1
            continue
        position += 1


def _closing(css: str, opening: int) -> int:
    """Return the place of the brace that closes the one at `opening`; braces in strings do not occur here."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(css, opening):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    raise ValueError("The style sheet has a brace that is never closed.")


def subset(css: str, used: set[str]) -> str:
    """Return the rules whose selectors name used classes only; selectors without a class always stay."""
    kept = []
    for head, body in rules(css):
        if head.startswith(DROPPED):
            continue
        if head.startswith(NESTED):
            inner = subset(body, used)
            if inner:
                kept.append(f"{head}{{{inner}}}")
            continue
        selectors = [one for one in _split(head) if set(CLASS.findall(one)) <= used]
        if selectors:
            kept.append(f"{','.join(selectors)}{{{body}}}")
    return "\n".join(kept)


def _split(head: str) -> list[str]:
    """Split a selector list at its commas, not at those inside brackets."""
    parts, depth = [""], 0
    for sign in head:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts
