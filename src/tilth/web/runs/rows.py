"""Single quarantined rows as a page shows them, and the question that found them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from tilth.domain.runs.quarantine import SORTS, Asked, Rows
from tilth.domain.runs.queries import Report
from tilth.kernel.text import visible
from tilth.web.listing import heads
from tilth.web.runs import words

LONGEST = 100
"""Characters of a question's text."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row: where it stood, what may be seen of its value, and why it was set aside."""

    table: str
    row: int
    line: int | None
    column: str
    value: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a question found in one night."""

    report: Report
    asked: Asked
    lines: tuple[Line, ...]
    number: int
    """Rows that fit, on all pages."""
    following: str
    """The query of the next page; empty at the end."""
    first: str
    """The query of the first page, where this one is a later one; else empty."""
    tables: tuple[str, ...]
    columns: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    heads: Mapping[str, heads.Order]
    sort: str

    @property
    def narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(asdict(self.asked).values())

    @property
    def beyond(self) -> int:
        """Faults that only the lake holds."""
        return self.report.faults - self.report.kept


def asked(given: Mapping[str, str]) -> Asked:
    """Return the question of a form; what is too long is cut."""
    fields = ("table", "column", "code", "text")
    return Asked(**{name: visible(given.get(name, "")).strip()[:LONGEST] for name in fields})


def found(report: Report, question: Asked, rows: Rows, *, later: bool, sort: str = "") -> Found:
    """Return the rows in words, with the choices of the form: what there is in this night."""
    asked = {name: value for name, value in asdict(question).items() if value}
    address, query = heads.beside(**asked), asked | ({"sort": sort} if sort else {})
    codes = sorted({str(row["code"]) for row in report.reasons})
    return Found(
        report=report,
        asked=question,
        lines=tuple(
            Line(
                table=row.table_name,
                row=row.row_number,
                line=row.line_number,
                column=row.column_name,
                value=row.value or "",
                reason=words.reason(row.code),
            )
            for row in rows.items
        ),
        number=rows.found,
        following=urlencode(query | {"after": rows.following}) if rows.following else "",
        first=urlencode(query) or "text=" if later else "",
        tables=tuple(dict.fromkeys(str(table["table"]) for table in report.tables)),
        heads={code: heads.order(code, now=sort, down=False, address=address) for code in SORTS},
        sort=sort,
        columns=tuple(sorted({str(row["column"]) for row in report.reasons if row["column"]})),
        codes=tuple((code, words.reason(code)) for code in codes),
    )
