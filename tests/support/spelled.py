"""A whole name spelled at once, where the night spells surname and rest apart and joins them."""

from tilth.connectors.warehouse import pinyin


def spell(name: str, *, person: bool) -> tuple[str, str]:
    """Return full pinyin and initials, lower case, letters and digits only; surnames count for persons."""
    compound = len(name) > 2 and name[:2] in pinyin.compound_surnames()
    cut = (2 if compound else 1) if person and name else 0
    first = pinyin.surname_syllables(name[:cut]) if cut else ()
    return pinyin.joined(first + pinyin.syllables(name[cut:]))
