"""What was derived of a declaration, as one page for people: `tilth subject NAME` and docs/subjects."""

from collections.abc import Callable, Iterable
from typing import Any

from tilth.data.guard import Guard
from tilth.data.records import columns_of, model_of
from tilth.domain import sayings, subjects
from tilth.domain.acts import Act
from tilth.policy import playbook, roles
from tilth.policy.playbook import describing
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
_COLUMNS = ("column", "words", "kind", "class", "codes", "changes later", "by the API")


def page(subject: Subject) -> str:
    """Return the page of one subject as Markdown."""
    parts = [
        f"# {subject.words.en} {subject.words.zh}",
        f"{subject.about} Shows {', '.join(subject.shows)}. Printed from its declaration by `make docs`.",
        _where(subject),
        "## Who does what",
        _table(("role", "actions", "to whose customers"), _hands(subject)),
        "## Columns",
        _columns(subject),
        "## Acts",
        *_acts(subject),
        *_rules(subject),
        "## In the database",
        *_guard(subject),
        "## Duties",
        _table(("duty", "answer"), _duties(subject)),
    ]
    return "\n\n".join(parts) + "\n"


def _where(subject: Subject) -> str:
    table = subject.table
    places = (
        ("what the bank decided", f"`policy/subjects/{subject.name}.py`"),
        (
            "what is stored",
            f"`{_file(model_of(subject).__module__)}`, table `{table}`, history `{table}_history`",
        ),
        *(_by_hand(subject) if _kept_by_hand(subject) else _derived(subject)),
    )
    return _table(("part", "place"), places)


def _derived(subject: Subject) -> Iterable[tuple[str, str]]:
    name = subject.name
    yield "what people do", f"`domain/records/{name}.py`"
    yield "where it is seen", f"`/customers/<number>/{subject.tab}/`, the tab {TABS[subject.tab].en}"
    yield "by programs", f"`/api/v1/customers/<number>/{name}s`"
    yield "its story in the demo bank", f"`jobs/demo_subjects/{name}.py`"
    yield "tests", f"`tests/subjects/test_{name}.py`, `tests/subjects/examples.py`"


def _by_hand(subject: Subject) -> Iterable[tuple[str, str]]:
    kept = ", ".join(f"`{_file(module.__name__)}`" for module in subjects.KEPT_IN[subject.name])
    yield "what people do", kept or "nobody records one on the pages yet"
    yield "where it belongs", f"the tab {TABS[subject.tab].en}; pages and endpoints are its own"


def _kept_by_hand(subject: Subject) -> bool:
    return subject.name in subjects.KEPT_IN


def _file(module: str) -> str:
    return f"{module.removeprefix('tilth.').replace('.', '/')}.py"


def _hands(subject: Subject) -> Iterable[tuple[str, ...]]:
    for role, hand in subject.hands.items():
        actions = ", ".join(action for action in Action if action in hand.actions)
        yield roles.BY_CODE[role].label_en, actions, roles.SCOPES[roles.BY_CODE[role].scope]


def _columns(subject: Subject) -> str:
    """Return what each column says; how an endpoint of its own shows it is not derived."""
    shown = _COLUMNS[:-1] if _kept_by_hand(subject) else _COLUMNS
    return _table(shown, (cells[: len(shown)] for cells in _cells(subject)))


def _cells(subject: Subject) -> Iterable[tuple[str, ...]]:
    for column, says in columns_of(model_of(subject)).items():
        by_api = showing.how("rm", "own", "api", says.kind)
        codes = ", ".join(f"{code} ({words.en} {words.zh})" for code, words in says.codes.items())
        later = "yes" if says.later else ""
        words = f"{says.words.en} {says.words.zh}"
        yield column, words, says.kind, KINDS[says.kind].cls, codes, later, by_api.value


def _acts(subject: Subject) -> Iterable[str]:
    if _kept_by_hand(subject):
        return [_operation(one) for one in subjects.operations(subject)] or ["None yet."]
    says = sayings.SAYINGS.get(subject.name)
    above = [f"Above its records stands one line. {_about(says)}"] if says else []
    return [*map(_act, subjects.acts(subject)), *above]


def _operation(done: Callable[..., Any]) -> str:
    return f"**{done.__name__}** (`{_file(done.__module__)}`). {_about(done)}"


def _about(done: Callable[..., Any]) -> str:
    return " ".join((done.__doc__ or "").split("\n\n")[0].split())


def _act(act: Act) -> str:
    told = ", ".join(
        f"{one.name} ({one.words.en} {one.words.zh}{'' if one.required else ', may be left out'})"
        for one in act.arguments
    )
    leads = f" Leads to: {', '.join(act.leads)}." if act.leads else ""
    return (
        f"**{act.words.en} {act.words.zh}** (`{act.name}`, needs {act.action}). {act.about} Is told:"
        f" {told}.{leads}"
    )


def _rules(subject: Subject) -> Iterable[str]:
    """Yield what the bank decides about it in the playbook, where there is something."""
    if subject.rules is not None:
        yield "## In the playbook"
        entries = describing.entries(playbook.default())
        mine = [one for one in entries if one.path.startswith(f"{subject.name}.")]
        told = (
            (one.path, one.value, one.meaning.unit, one.meaning.source, one.meaning.about) for one in mine
        )
        yield _table(("setting", "default", "unit", "from", "meaning"), told)


def _guard(subject: Subject) -> Iterable[str]:
    model = model_of(subject)
    for one in model._meta.constraints:  # noqa: SLF001 - Django's documented door
        if isinstance(one, Guard):
            rows = ((what, f"`{getattr(one, what)}`") for what in _CONDITIONS if getattr(one, what))
            yield _table(("the pages' login", "where"), rows)
            yield _changes(one)


def _changes(guard: Guard) -> str:
    if not guard.changes:
        return "A row stays as it was written."
    if not guard.columns:
        return "Of a row it may change everything."
    return f"Of a row it may change {', '.join(guard.columns)}; the rest stays as it was written."


def _duties(subject: Subject) -> Iterable[tuple[str, str]]:
    yield "happened", subject.happened
    if subject.due is not None:
        yield "falls due", f"{subject.due.day}, until {subject.due.until} is filled, by {subject.due.act}"
    yield "told in one line", ", ".join(subject.line)
    yield "customer handed over", _MOVES[subject.moves.value]
    yield "customers merged", _MERGES[subject.merges.value]
    yield "kept", subject.retention
    if subject.extract:
        yield "read by the night", f"`{subject.extract}`"
    yield "person erased", ", ".join(("its words go with the person's key", *_emptied(subject)))
    if subject.states:
        yield "states", "; ".join(_states(subject))


def _states(subject: Subject) -> Iterable[str]:
    """Yield each state with its words, how it looks and by which acts it is reached."""
    for code, words in subject.states.items():
        led = ", ".join(act.name for act in subjects.acts(subject) if code in act.leads)
        yield f"{code} ({words.en} {words.zh}; {subject.tones[code].name.lower()}), by {led}"


def _emptied(subject: Subject) -> Iterable[str]:
    return (f"{column} is emptied" for column in subject.erases or ())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
