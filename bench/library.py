"""How long a search of the library takes over 20,000 entries: `python -m bench.library [--data DIR]`.

The entries are written into the bank of the data folder (that of `make bench` unless given) and taken back
afterwards. Searches are Chinese, pinyin, initials and English, common and rare; the goal is 30 ms.
"""

import argparse
import datetime as dt
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from bench import accounts, measure
from bench.lunar_days import OUT
from tilth import wiring

if TYPE_CHECKING:
    from tilth.data.models import LibraryEntry, User

ENTRIES, ROUNDS, AT_ONCE = 20_000, 12, 2_000
WORDS = (
    *(
        "存款",
        "换房",
        "学费",
        "养老",
        "代发",
        "基金",
        "保险",
        "日子",
        "到期",
        "按揭",
        "审批",
        "工资",
        "孩子",
        "父母",
    ),
    *(
        "旅行",
        "理财",
        "净值",
        "波动",
        "费用",
        "账户",
        "转账",
        "提前",
        "支取",
        "利率",
        "贷款",
        "供应商",
        "采购",
        "财务",
    ),
)
ASKED = ("换房", "huanfang", "hf", "房", "学费 养老", "when money", "zzzzz", "供应商采购", "xianwen", "ng")
DAY = dt.date(2026, 4, 1)
AT = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)


def main() -> None:
    """Write the entries, measure, and take them back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=OUT / "data-1000000")
    given = parser.parse_args()
    wiring.start_django(given.data)
    from django.db import transaction

    from tilth.access import audit

    actor, other = accounts.managers()[:2]
    with audit.job("bench"), transaction.atomic():
        seed(ENTRIES, writer=actor, decider=other)
        table = Table("search", "p50", "most", title=f"{ENTRIES:,} entries, ms")
        for asked in ASKED:
            taken = measured(actor, asked)
            table.add_row(asked, f"{statistics.median(taken):.1f}", f"{max(taken):.1f}")
        transaction.set_rollback(True)
    Console().print(table)
    Console().print(measure.speed())


def seed(count: int, *, writer: "User", decider: "User") -> None:
    """Write so many approved entries of four kinds, no two alike."""
    from tilth.data.models import LibraryEntry

    for begun in range(0, count, AT_ONCE):
        numbers = range(begun, min(begun + AT_ONCE, count))
        LibraryEntry.objects.bulk_create(_entry(n, writer, decider) for n in numbers)


def measured(actor: "User", asked: str, rounds: int = ROUNDS) -> list[float]:
    """Return the milliseconds of each search, the first left out."""
    from tilth.domain.library import search

    taken = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        search.find(actor, asked, day=DAY)
        taken.append((time.perf_counter() - begun) * 1000)
    return taken[1:]


def _entry(number: int, writer: "User", decider: "User") -> "LibraryEntry":
    from tilth.data.models import LibraryEntry
    from tilth.domain.library import spelt
    from tilth.policy.library import Written
    from tilth.policy.playbook import Text

    words = [WORDS[(number * 5 + k * k * (number % 13 + 1)) % len(WORDS)] for k in range(14)]
    zh = "，".join(words) + "，先问清楚哪天要用，再看放在哪里合适。"
    en = f"First ask when the money is needed, then see where it may rest, number {number}."
    kind = ("card", "topic", "evidence", "case")[number % 4]
    one = Written(
        kind=kind,
        about="any",
        text=Text(zh=zh, en=en),
        says=Text(zh="".join(words[:3]) + str(number), en=f"Entry {number}"),
        owner="bench",
        valid_from=DAY,
    )
    texts = spelt.searched(one)
    return LibraryEntry(
        kind=kind,
        about="any",
        manner="",
        history="any",
        segment="",
        turn=0,
        text_zh=zh,
        text_en=en,
        says_zh=one.says.zh,
        says_en=one.says.en,
        owner="bench",
        valid_from=DAY,
        written_by=writer,
        created_at=AT,
        sent_at=AT,
        approved=True,
        decided_by=decider,
        decided_at=AT,
        version=1,
        why="",
        searched=texts,
        grams=spelt.grams(texts),
    )


if __name__ == "__main__":
    main()
