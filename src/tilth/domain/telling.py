"""What was derived of a declaration, as one page for people: `tilth subject NAME` and docs/subjects."""

from collections.abc import Iterable

from tilth.data.guard import Guard
from tilth.data.records import columns_of
from tilth.domain import subjects
from tilth.domain.acts import Act
from tilth.policy import roles
from tilth.policy.registry import KINDS, showing
from tilth.policy.subjects import Subject
from tilth.policy.subjects.kit import TABS
from tilth.policy.things import Action

_MOVES = {
    "follow": "open ones become the new manager's",
    "stay": "they stay with whoever wrote them",
}
_MERGES = {
    "move": "all become the survivor's",
    "one": "the survivor's stays; only where it has none the other's moves",
    "stay": "they stay with the number that they were written about",
}
_CONDITIONS = ("sees", "adds", "changes", "removes")


def page(subject: Subject) -> str:
    """Return the page of one subject as Markdown."""
    parts = [
        f"# {subject.words.en} {subject.words.zh}",
        f"{subject.about} Shows {', '.join(subject.shows)}. Printed from its declaration by `make docs`.",
        _where(subject),
        "## Who does what",
        _table(("role", "actions", "to whose customers"), _hands(subject)),
        "## Columns",
        _table(
            ("column", "words", "kind", "class", "codes", "changes later", "by the API"), _columns(subject)
        ),
        "## Acts",
        *(_act(one) for one in subjects.acts(subject)),
        "## In the database",
        *_guard(subject),
        "## Duties",
        _table(("duty", "answer"), _duties(subject)),
    ]
    return "\n\n".join(parts) + "\n"


def _where(subject: Subject) -> str:
    name = subject.name
    places = (
        ("what the bank decided", f"`policy/subjects/{name}.py`"),
        (
            "what is stored",
            f"`data/models/{name}.py`, table `{subject.table}`, history `{subject.table}_history`",
        ),
        ("what people do", f"`domain/records/{name}.py`"),
        ("where it is seen", f"`/customers/<number>/{subject.tab}/`, the tab {TABS[subject.tab].en}"),
        ("by programs", f"`/api/v1/customers/<number>/{name}s`"),
        ("its story in the demo bank", f"`jobs/demo_subjects/{name}.py`"),
        ("tests", f"`tests/subjects/test_{name}.py`, `tests/subjects/examples.py`"),
    )
    return _table(("part", "place"), places)


def _hands(subject: Subject) -> Iterable[tuple[str, ...]]:
    for role, hand in subject.hands.items():
        actions = ", ".join(action for action in Action if action in hand.actions)
        yield roles.BY_CODE[role].label_en, actions, roles.SCOPES[roles.BY_CODE[role].scope]


def _columns(subject: Subject) -> Iterable[tuple[str, ...]]:
    for column, says in columns_of(subjects.model(subject)).items():
        by_api = showing.how("rm", "own", "api", says.kind)
        codes = ", ".join(f"{code} ({words.en} {words.zh})" for code, words in says.codes.items())
        later = "yes" if says.later else ""
        words = f"{says.words.en} {says.words.zh}"
        yield column, words, says.kind, KINDS[says.kind].cls, codes, later, by_api.value


def _act(act: Act) -> str:
    told = ", ".join(
        f"{one.name} ({one.words.en} {one.words.zh}{'' if one.required else ', may be left out'})"
        for one in act.arguments
    )
    return (
        f"**{act.words.en} {act.words.zh}** (`{act.name}`, needs {act.action}). {act.about} Is told: {told}."
    )


def _guard(subject: Subject) -> Iterable[str]:
    model = subjects.model(subject)
    for one in model._meta.constraints:  # noqa: SLF001 - Django's documented door
        if isinstance(one, Guard):
            rows = ((what, f"`{getattr(one, what)}`") for what in _CONDITIONS if getattr(one, what))
            yield _table(("the pages' login", "where"), rows)
            yield f"Of a row it may change {', '.join(one.columns)}; the rest stays as it was written."


def _duties(subject: Subject) -> Iterable[tuple[str, str]]:
    yield "happened", subject.happened
    if subject.due is not None:
        yield "falls due", f"{subject.due.day}, until {subject.due.until} is filled, by {subject.due.act}"
    yield "told in one line", ", ".join(subject.line)
    yield "customer handed over", _MOVES[subject.moves.value]
    yield "customers merged", _MERGES[subject.merges.value]
    yield "kept", subject.retention
    if subject.states:
        yield "states", ", ".join(f"{code} ({words.en} {words.zh})" for code, words in subject.states.items())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
