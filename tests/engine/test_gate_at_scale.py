"""The gate's part of a night on a bank laid out by rule: who is left out, counted twice, in what time.

With TILTH_SOAK=1 the bank has 1,000,000 customers; the seconds are printed, never judged.
"""

import time
from collections import Counter

import duckdb
import ibis.expr.types as ir
import pytest

from engine.bank import Bank, day
from support.soak import scale
from tilth.engine.backend import Session, no_rows
from tilth.engine.context import Context
from tilth.engine.gate import causes, settings
from tilth.engine.marts import candidates, promises
from tilth.engine.sessions import duckdb as sessions
from tilth.engine.staging import households
from tilth.lake.layout import Area
from tilth.ports.marts.events import EVENTS
from tilth.ports.marts.state import REASONS
from tilth.ports.schema import Table

D = day("2026-06-12")
COUNT = scale(20_000, 1_000_000)
KEYS = "select i, printf('C%07d', i) as customer_id from range(1, {count} + 1) people (i)"
"""Customer i has what i divides into: the same sentences are written below in SQL and in Python."""
PEOPLE = """
    select customer_id, 'rm' as rm_id, 'person' as kind,
        case when i % 97 = 0 then date '2015-03-01' else date '1980-03-01' end as birth_date,
        case when i % 199 = 0 then date '2026-01-01' end as closed_on,
        case when i % 7 = 0 then date '2026-06-10' end as last_contact_on, 90 as cadence_days,
        case when i % 61 = 0 then 0 else 1 end as numbers
    from person
"""
RELATIONS = """
    select customer_id as from_id, printf('C%07d', i + 1) as to_id, 'spouse' as kind, null::date as since
    from person where i % 4 = 0 and i < {count}
"""
ATTEMPTS = """
    select printf('K%09d', i * 10 + n) as contact_id, customer_id, 'rm' as staff_id,
        case when i % 29 = 0 and n = 1 then date '2026-02-01' else date '2026-06-11' end as contact_on,
        'phone' as channel, false as two_way, 'maintain' as purpose,
        case when i % 29 = 0 and n = 1 then 'refused' else 'no_answer' end as outcome
    from person, range(1, case when i % 11 = 0 then 4 else 1 + i % 3 end) attempts (n)
"""
EXTRACTS = {
    "contacts": ATTEMPTS,
    "clearances": """
        select printf('A%07d', i) as clearance_id, customer_id, date '2026-06-12' as given_on
        from person where i % 13 = 0
    """,
    "do_not_disturb": """
        select printf('D%07d', i) as setting_id, customer_id, 'any' as channel, '' as topic,
            date '2026-01-01' as starts_on, null::date as ends_on
        from person where i % 53 = 0
    """,
    "suppressions": """
        select printf('S%07d', i) as suppression_id, customer_id, 'bereaved' as kind,
            date '2026-01-01' as starts_on, date '2026-12-31' as ends_on
        from person where i % 101 = 0
    """,
    "consents": """
        select customer_id, 'any' as channel, 'withdrawn' as decision, '' as text_version,
            date '2026-01-01' as decided_on
        from person where i % 31 = 0
    """,
    "promises": """
        select printf('P%07d', i) as promise_id, customer_id, date '2026-07-01' as due_on,
            null::bigint as due_minute
        from person where i % 3 = 0
    """,
    "preferences": "select customer_id, ['2', '4'] as weekdays from person where i % 5 = 0",
}


def attempts(i: int) -> int:
    """Return how often customer i was tried in the week up to the list day, an allowed call counted too."""
    tried = 3 if i % 11 == 0 else i % 3
    return tried - (i % 29 == 0 and tried > 0) + (i % 13 == 0)


def cause(i: int) -> str:
    """Return why nobody calls customer i; a refused call counts for 180 days from 1 February."""
    partner = (i + 1 if i < COUNT else 0) if i % 4 == 0 else i - 1 if i % 4 == 1 and i > 1 else 0
    found = {
        "closed": i % 199 == 0,
        "suppressed": i % 101 == 0 or i % 97 == 0,
        "do_not_disturb": i % 53 == 0,
        "no_consent": i % 31 == 0 or (i % 29 == 0 and (i % 11 == 0 or i % 3 > 0)),
        "no_number": i % 61 == 0,
        "contacted_recently": i % 7 == 0,
        "frequency_cap": attempts(i) >= 3 or (partner > 0 and attempts(i) + attempts(partner) >= 4),
        "unsuitable_time": i % 5 == 0,
        "promised": i % 3 == 0,
    }
    return next((name for name, applies in found.items() if applies), "")


def empty(session: Session, table: Table) -> ir.Table:
    """Return a mart without a row."""
    return session.small(f"no_{table.name}", **no_rows(table))


@pytest.fixture
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    bank = Bank(tmp_path_factory.mktemp("scale"))
    bank.write(D, {"staff": [{"staff_id": "rm"}]})
    with duckdb.connect() as con:
        con.execute(f"create table person as {KEYS.format(count=COUNT)}")
        for name, query in EXTRACTS.items():
            con.execute(f"copy ({query}) to '{bank.out(Area.EXTRACTS, name, D)}' (format parquet)")
        relations = RELATIONS.format(count=COUNT)
        con.execute(f"copy ({relations}) to '{bank.out(Area.FEED, 'relations', D)}' (format parquet)")
        con.execute(f"copy ({PEOPLE}) to '{bank.root / 'people.parquet'}' (format parquet)")
    return bank


def test_every_customer_has_the_first_cause_of_the_rule(bank: Bank) -> None:
    context = Context(day=D, earlier=(), files=bank, playbook=bank.rules, base_currency="CNY")
    with sessions.opened(spill=bank.root, memory="3GB", threads=2) as session:
        people = session.keep("people", session.read(bank.root / "people.parquet"))
        listed = session.read(bank.path(Area.FEED, "staff", D))
        listed = listed.select(rm_id=listed.staff_id)
        wall, cpu = time.perf_counter(), time.process_time()
        families = households.read(session, context, settings.deceased(session, context))
        fronts = candidates.fronted(
            session, context, empty(session, EVENTS), promises.read(session, context), empty(session, REASONS)
        )
        barred = causes.judge(session, context, people, households=families, listed=listed, fronts=fronts)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        counted = barred.group_by("cause").aggregate(n=barred.count())
        found = {row["cause"]: row["n"] for row in session.fetch(counted)}
    print(f"FIGURE gate of a night, {COUNT:,} customers: {wall:.1f} s wall, {cpu:.1f} s CPU")
    expected = Counter(cause(i) for i in range(1, COUNT + 1))
    assert found == {name: count for name, count in expected.items() if name}
    assert len(found) == 9
