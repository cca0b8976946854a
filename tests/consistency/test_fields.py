"""What somebody typed is read in one place: a text, a day, a moment; none is trusted more than the others."""

from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src/tilth"
READ = {
    "forms.CharField(": {"web/fields.py"},
    "forms.DateField(": {"web/fields.py"},
    "date.fromisoformat(": {"kernel/dates.py", "domain/contacts/gate.py"},
    "datetime.fromisoformat(": {"kernel/dates.py", "domain/contacts/gate.py", "domain/audit/latest.py"},
    'replace("\\x00"': set(),
    "unicodedata.normalize(": {"kernel/text.py", "kernel/spelling.py"},
}
"""How it is read, and who may: the gate and the audit read what the house itself wrote."""


@pytest.mark.parametrize("way", list(READ))
def test_what_somebody_typed_is_read_in_one_place(way: str) -> None:
    rooms = [
        path
        for room in ("web", "api", "domain", "access", "policy", "kernel")
        for path in (SOURCE / room).rglob("*.py")
    ]
    found = {path.relative_to(SOURCE).as_posix() for path in rooms if way in path.read_text("utf-8")}
    assert found - READ[way] == set(), "use tilth.web.fields, tilth.kernel.dates or tilth.kernel.text"
