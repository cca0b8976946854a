"""The end of a day: what is counted of it, and the text that these numbers propose (LIST-11).

The text says numbers and no names, what was not done beside what was, and no praise: whoever leads reads it
beside the same numbers, counted from the records.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from tilth.policy.words import Words, joined

LONGEST = 4000
"""Characters of a summary."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """A person's day in numbers."""

    dialled: int = 0
    contacts: int = 0
    """Two-way, each customer once."""
    familiar: int = 0
    unfamiliar: int = 0
    new: int = 0
    existing: int = 0
    appointed: int = 0
    """Talks in which an appointment was made."""
    came: int = 0
    missed: int = 0
    """Appointments of the day to which the customer came, and did not come."""
    promised: int = 0
    kept: int = 0
    broken: int = 0
    """Promises due on the day that were done, and not done, by its end."""
    noted: int = 0
    """Service memos written down."""
    learned: int = 0
    """What was written into profiles (KPI-05)."""
    skipped: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing at all was written down."""
        return not any(asdict(self).values())

    @property
    def due(self) -> int:
        """Promises that were due on the day."""
        return self.kept + self.broken


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The list of the day in numbers, which is known on the day alone."""

    names: int = 0
    answered: int = 0
    left: int = 0
    """Names without a result, those passed over among them."""


_NOTHING = Words("No contact was recorded today.", "今天没有记录任何联络。")
_NO_LIST = Words("There was no list today.", "今天没有名单。")
_DONE: tuple[tuple[str, Words], ...] = (
    ("names", Words("Names on the list: {names}.", "名单 {names} 位。")),
    ("dialled", Words("Dialled: {dialled}.", "拨打 {dialled} 位。")),
    (
        "contacts",
        Words(
            "Talks: {contacts} (familiar {familiar}, unfamiliar {unfamiliar}).",
            "双向联络 {contacts} 位（熟 {familiar}，不熟 {unfamiliar}）。",
        ),
    ),
    ("appointed", Words("Appointments made: {appointed}.", "约访 {appointed} 位。")),
    (
        "met",
        Words(
            "Appointments today: {came} came, {missed} did not.",
            "今天的预约：到访 {came} 位，未到 {missed} 位。",
        ),
    ),
    ("promised", Words("Promises made: {promised}.", "新许承诺 {promised} 件。")),
    ("due", Words("Promises due: {due}, kept {kept}.", "应兑现承诺 {due} 件，已兑现 {kept} 件。")),
)
_LEARNED = (
    ("learned", Words("Written into profiles: {learned}.", "画像新增 {learned} 项。")),
    ("noted", Words("Service memos written down: {noted}.", "新记服务备忘 {noted} 条。")),
)
_MISSING: tuple[tuple[str, Words], ...] = (
    ("left", Words("Names of the list without result: {left}.", "名单上还没有结果的 {left} 位。")),
    ("skipped", Words("Passed over: {skipped}.", "跳过 {skipped} 位。")),
    ("broken", Words("Promises not kept: {broken}.", "未按时兑现的承诺 {broken} 件。")),
)
_TOMORROW = (("ahead", Words("Due by the next working day: {ahead}.", "下一个工作日前应办 {ahead} 件。")),)
PARTS: tuple[tuple[Words, tuple[tuple[str, Words], ...]], ...] = (
    (Words("Done", "做到的"), _DONE),
    (Words("New information", "新知道的"), _LEARNED),
    (Words("Not done", "没做到的"), _MISSING),
    (Words("Tomorrow", "明天"), _TOMORROW),
)
"""The parts of a text, each with its sentences; a sentence whose number is 0 is left out."""


def proposed(counts: Counts, listed: Listed, *, ahead: int, language: str) -> str:
    """Return the text that a day's numbers propose, in a language of the pages.

    `ahead`: things that fall due by the end of the next working day.
    """
    told = {
        **asdict(counts),
        **asdict(listed),
        "due": counts.due,
        "met": counts.came + counts.missed,
        "ahead": ahead,
    }
    return "\n\n".join(
        [
            *_honest(counts, listed, language),
            *(_part(one, told, language) for one in PARTS if _says(one, told)),
        ]
    )


def _honest(counts: Counts, listed: Listed, language: str) -> Iterator[str]:
    """Yield what an empty day says of itself."""
    if counts.empty:
        yield _NOTHING.told(language)
    if not listed.names:
        yield _NO_LIST.told(language)


def _says(part: tuple[Words, tuple[tuple[str, Words], ...]], told: Mapping[str, int]) -> bool:
    return any(told[code] for code, _words in part[1])


def _part(part: tuple[Words, tuple[tuple[str, Words], ...]], told: Mapping[str, int], language: str) -> str:
    heading, sentences = part
    said = (words.told(language).format(**told) for code, words in sentences if told[code])
    return f"{heading.told(language)}\n{joined(said, language)}"
