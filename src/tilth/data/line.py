"""How records of one table stand in the diary, as a constraint of their model: its migration holds the text.

The triggers keep the lines in the transaction that writes the record. Bringing the constraint to a table that
is there makes the lines of its rows; so a line that says something else is a migration, and nothing more.
"""

from collections.abc import Sequence
from typing import Any

from tilth.data.guard import Stated

TABLE = "tilth_diary"
SAID = ("customer_id", "staff_id", "happened_at", "due_on", "due_at", "open", "said")
"""What the record says of its line, besides its key."""
SCOPE = ("owner_id", "branch_no", "restricted")
"""What the night says of its line: the customer's scope."""
_EVENTS = {"made": ("INSERT", "NEW"), "changed": ("UPDATE", "NEW"), "gone": ("DELETE", "OLD")}
_WHOLE = """
    SELECT l.*, s.rm_id AS owner_id,
        CASE WHEN s.customer_id IS NOT NULL THEN coalesce(b.branch_no, 0) END AS branch_no,
        coalesce(s.restricted, false) AS restricted
    FROM ({lines}) l
        LEFT JOIN {customer} s ON {same}
        LEFT JOIN published_branch b ON b.generation = {shown} AND b.branch_id = s.branch_id
"""
_ONE = (
    "LATERAL (SELECT c.customer_id, c.rm_id, c.branch_id, c.restricted FROM published_customer c"
    " WHERE c.generation = shown AND c.customer_id = l.customer_id LIMIT 1)"
)
"""A customer at a time by the key, whatever number of rows the first statement of a connection wrote."""
_ALL = (
    "(SELECT c.customer_id, c.rm_id, c.branch_id, c.restricted FROM published_customer c"
    " WHERE c.generation = (SELECT current_id FROM tilth_publication))"
)
_PUT = """
    INSERT INTO {table} AS d (subject, row_id, {columns}) SELECT subject, row_id, {columns} FROM ({whole}) w
    ON CONFLICT (subject, row_id) DO UPDATE SET {taken}
    WHERE ({old}) IS DISTINCT FROM ({new})
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION tilth_diary_of_{subject}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    shown integer;
BEGIN
    IF TG_RELID <> '{table}'::regclass THEN
        RAISE EXCEPTION '% is not {table}', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        DELETE FROM tilth_diary d WHERE d.subject = '{subject}'
            AND d.row_id IN (SELECT g.id::text FROM gone g);
        RETURN NULL;
    END IF;
    shown := tilth_diary_holds(ARRAY(SELECT m.customer_id FROM made m));{left}
    {put};
    RETURN NULL;
END $$"""
_LEFT = """
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM tilth_diary d WHERE d.subject = '{subject}'
            AND d.row_id IN (SELECT m.id::text FROM made m WHERE ({kept}) IS NOT TRUE);
    END IF;"""


class Line(Stated):
    """One line per row: when it `happened`, what is due of it and when, whose it is, and what it says.

    Every argument is a column's name or SQL over the row's columns. `kept`: the rows that have a line, empty:
    all; `open`: those that ask for something on their `due_on`; `lapses`: it stops asking after that day.
    `said` are columns of codes, amounts and days.
    """

    def __init__(  # noqa: PLR0913 - one keyword a column
        self,
        *,
        name: str,
        subject: str,
        happened: str,
        staff: str = "",
        due_on: str = "",
        due_at: str = "",
        open: str = "",  # noqa: A002 - the column's name
        kept: str = "",
        lapses: bool = False,
        said: Sequence[str] = (),
    ) -> None:
        super().__init__(name=name)
        self.subject, self.happened, self.staff, self.kept = subject, happened, staff, kept
        self.due_on, self.due_at, self.open = due_on, due_at, open
        self.lapses, self.said = lapses, tuple(said)

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Return the literal texts, for the migration."""
        path, _, kwargs = super().deconstruct()
        kwargs |= {"subject": self.subject, "happened": self.happened}
        for name in ("staff", "due_on", "due_at", "open", "kept", "lapses", "said"):
            if getattr(self, name):
                kwargs[name] = getattr(self, name)
        return path, (), kwargs

    def lines(self, source: str) -> str:
        """Return the SELECT of the lines of the rows in `source`, without their scope."""
        said = ", ".join(f"'{column}', {column}" for column in self.said)
        columns = (
            f"'{self.subject}'::text AS subject, id::text AS row_id, customer_id,"
            f" {self.staff or 'NULL'}::text AS staff_id, {self.happened} AS happened_at,"
            f" {self.due_on or 'NULL'}::date AS due_on, {self.due_at or 'NULL'}::time AS due_at,"
            f" coalesce({self.open or 'false'}, false) AS open,"
            f" jsonb_strip_nulls(jsonb_build_object({said})) AS said"
        )
        where = f" WHERE {self.kept}" if self.kept else ""
        return f"SELECT {columns} FROM {source}{where}"  # noqa: S608 - its parts are texts of this program

    def whole(self, table: str) -> str:
        """Return the SELECT of the lines that a table's rows have to have now, with their scope."""
        shown = "(SELECT current_id FROM tilth_publication)"
        return _WHOLE.format(
            lines=self.lines(table), customer=_ALL, same="s.customer_id = l.customer_id", shown=shown
        )

    def put(self, whole: str) -> str:
        """Return the statement that writes these lines where they are not as they stand."""
        columns = (*SAID, *SCOPE)
        return _PUT.format(
            table=TABLE,
            columns=", ".join(columns),
            whole=whole,
            taken=", ".join(f"{one} = excluded.{one}" for one in columns),
            old=", ".join(f"d.{one}" for one in columns),
            new=", ".join(f"excluded.{one}" for one in columns),
        )

    def statements(self, table: str) -> list[str]:
        """Return the function that keeps the lines, and the triggers that call it once a statement."""
        left = _LEFT.format(subject=self.subject, kept=self.kept) if self.kept else ""
        whole = _WHOLE.format(lines=self.lines("made"), customer=_ONE, same="true", shown="shown")
        made = [_FUNCTION.format(subject=self.subject, table=table, left=left, put=self.put(whole).strip())]
        for name, (event, side) in _EVENTS.items():
            rows = f"REFERENCING {side} TABLE AS {'gone' if side == 'OLD' else 'made'}"
            made.append(
                f"CREATE OR REPLACE TRIGGER tilth_diary_{name} AFTER {event} ON {table} {rows}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION tilth_diary_of_{self.subject}()"
            )
        return made

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        """Return what brings it to a table that is there, and the lines of its rows."""
        table = model._meta.db_table  # noqa: SLF001 - Django's documented door
        brought: str = super().create_sql(model, schema_editor)
        return f"{brought};\n{self.put(self.whole(table))}"

    def remove_sql(self, model: Any, schema_editor: Any) -> str:  # noqa: ARG002 - Django's signature
        """Return what takes away the triggers, their function and the lines."""
        table = model._meta.db_table  # noqa: SLF001 - Django's documented door
        made = [f"DROP TRIGGER IF EXISTS tilth_diary_{name} ON {table}" for name in _EVENTS]
        made.append(f"DROP FUNCTION IF EXISTS tilth_diary_of_{self.subject}()")
        return ";\n".join([*made, f"DELETE FROM {TABLE} WHERE subject = '{self.subject}'"])  # noqa: S608
