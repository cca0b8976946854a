"""Make the diary again from the records, and compare it with them: it tells nothing that they do not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from tilth.data.line import SAID, SCOPE, TABLE, Line

OnSubject = Callable[[str, "Counted"], None]
NAMED = 3
"""Lines that are named one by one; the others are counted."""
_COLUMNS = (*SAID, *SCOPE)
_COUNT = f"SELECT count(*) FROM {TABLE} WHERE subject = %s"  # noqa: S608 - a constant
_LEFT = f"""
    DELETE FROM {TABLE} d WHERE d.subject = %s
        AND NOT EXISTS (SELECT FROM ({{lines}}) l WHERE l.row_id = d.row_id)
"""  # noqa: S608 - its parts are texts of this program
_DIFFER = f"""
    SELECT coalesce(d.row_id, w.row_id),
        CASE WHEN d.row_id IS NULL THEN 'missing' WHEN w.row_id IS NULL THEN 'of no record'
            ELSE 'changed' END,
        {{differing}}, count(*) OVER ()
    FROM (SELECT * FROM {TABLE} WHERE subject = %s) d FULL JOIN ({{whole}}) w ON w.row_id = d.row_id
    WHERE d.row_id IS NULL OR w.row_id IS NULL OR ({{old}}) IS DISTINCT FROM ({{new}})
    ORDER BY 1 LIMIT {NAMED}
"""  # noqa: S608 - its parts are texts of this program
_TREE = """
    WITH tree AS (
        SELECT b.branch_id, b.path, b.branch_no, b.branch_last FROM published_branch b
        WHERE b.generation = (SELECT current_id FROM tilth_publication)
    ), below AS (
        SELECT above AS branch_id, min(branch_no) AS first, max(branch_no) AS last, count(branch_no) AS number
        FROM tree, unnest(path) AS u (above) GROUP BY above
    ), places AS (
        SELECT branch_no, count(*) AS here, sum(count(*)) OVER (ORDER BY branch_no) AS so_far
        FROM tree GROUP BY branch_no
    )
    SELECT t.branch_id FROM tree t LEFT JOIN below w USING (branch_id)
        LEFT JOIN places f ON f.branch_no = t.branch_no LEFT JOIN places l ON l.branch_no = t.branch_last
    WHERE (t.branch_no, t.branch_last, l.so_far - f.so_far + f.here)
        IS DISTINCT FROM (w.first, w.last, w.number)
    ORDER BY 1
"""
"""Finds branches whose interval does not hold exactly the branches below them."""
_NUMBER = """
    SELECT tilth_number_branches(current_id, 'published_branch') FROM tilth_publication
"""
_UNKNOWN = f"SELECT subject, count(*) FROM {TABLE} WHERE NOT subject = ANY (%s) GROUP BY subject ORDER BY 1"  # noqa: S608


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many lines a subject has, and how many of them were put right."""

    lines: int
    mended: int


@dataclass(frozen=True, kw_only=True)
class Compared:
    """How many lines there are, how many are not as their records say, and sentences about some of them."""

    lines: int
    wrong: int
    sentences: tuple[str, ...]


def lines() -> list[tuple[str, Line]]:
    """Return the table of each kind of record in the diary with what it says there, by subject."""
    found = [
        (str(model._meta.db_table), one)  # noqa: SLF001 - Django's documented door
        for model in apps.get_app_config("tilth").get_models()
        for one in model._meta.constraints  # noqa: SLF001 - Django's documented door
        if isinstance(one, Line)
    ]
    return sorted(found, key=lambda one: one[1].subject)


def rebuild(on_subject: OnSubject = lambda _subject, _counted: None) -> Counted:
    """Make all lines what the records say, in one transaction, and say so subject by subject.

    Nobody writes a record meanwhile; whoever reads is not held up.
    """
    counted: list[Counted] = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        _hold(cursor)
        cursor.execute(_TREE)
        if cursor.fetchone():
            cursor.execute(_NUMBER)
        for table, line in lines():
            counted.append(_made_again(cursor, table, line))
            on_subject(line.subject, counted[-1])
        cursor.execute(f"DELETE FROM {TABLE} WHERE NOT subject = ANY (%s)", [_subjects()])  # noqa: S608
        strange = cursor.rowcount
    return Counted(
        lines=sum(one.lines for one in counted), mended=sum(one.mended for one in counted) + strange
    )


def compare() -> Compared:
    """Say which lines are not what the records and the night on show make of them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        found = list(_wrong(cursor))
        cursor.execute(f"SELECT count(*) FROM {TABLE}")  # noqa: S608 - a constant
        total = int(cursor.fetchone()[0])
    return Compared(
        lines=total,
        wrong=sum(number for number, _ in found),
        sentences=tuple(text for _, text in found if text),
    )


def _hold(cursor: Any) -> None:
    """Keep records, scopes and the pointer as they are until the transaction ends."""
    tables = ", ".join(["tilth_publication", *(table for table, _ in lines())])
    cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def _made_again(cursor: Any, table: str, line: Line) -> Counted:
    cursor.execute(_LEFT.format(lines=line.lines(table)), [line.subject])
    mended = cursor.rowcount
    cursor.execute(line.put(line.whole(table)))
    mended += cursor.rowcount
    cursor.execute(_COUNT, [line.subject])
    return Counted(lines=int(cursor.fetchone()[0]), mended=mended)


def _wrong(cursor: Any) -> Iterator[tuple[int, str]]:
    """Yield how many more lines are wrong, and a sentence about one of them."""
    for table, line in lines():
        cursor.execute(_differing(table, line), [line.subject])
        for place, (row_id, what, columns, number) in enumerate(cursor.fetchall()):
            of = f" in {', '.join(columns)}" if what == "changed" else ""
            yield 0 if place else int(number), f"the line of {line.subject} {row_id} is {what}{of}"
    cursor.execute(_TREE)
    for (branch_id,) in cursor.fetchall():
        yield 1, f"the numbers of branch {branch_id} do not hold the branches below it"
    cursor.execute(_UNKNOWN, [_subjects()])
    for subject, number in cursor.fetchall():
        yield int(number), f"lines of {subject} are of no kind of record"


def _differing(table: str, line: Line) -> str:
    parts = ", ".join(f"CASE WHEN d.{one} IS DISTINCT FROM w.{one} THEN '{one}' END" for one in _COLUMNS)
    return _DIFFER.format(
        differing=f"array_remove(ARRAY[{parts}], NULL)",
        whole=line.whole(table),
        old=", ".join(f"d.{one}" for one in _COLUMNS),
        new=", ".join(f"w.{one}" for one in _COLUMNS),
    )


def _subjects() -> list[str]:
    return [line.subject for _, line in lines()]
