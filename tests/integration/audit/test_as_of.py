"""What was visible in the past, from histories alone, equals what the door showed then (TRAP-38)."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from integration.doors import town
from support.soak import scale
from tilth.access import scopes
from tilth.connectors.warehouse import changes
from tilth.data import models
from tilth.domain.audit import as_of
from tilth.policy import bank

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
LIVES, STEPS = scale((2, 14), (40, 60))
ALWAYS = dt.date(2200, 1, 1)
LONG_AGO = dt.date(2020, 1, 1)
BRANCHES = ("B1", "B2", "B3")


class Life:
    """A town in which people and customers move; every step is a transaction, some are publications."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.bank = town.build()
        self.generation = self.bank.generation
        self.by = self.bank.users["branch_head"]

    def step(self) -> None:
        kinds: list[Callable[[], None]] = [
            self.publish, self.publish, self.transfer, self.cover, self.end_cover, self.invite,
            self.end_invite, self.restrict, self.lift, self.change_role,
        ]  # fmt: skip
        with transaction.atomic():
            self.chance.choice(kinds)()

    def seen(self) -> dict[str, tuple[str, ...]]:
        """Return staff number → the customers that the door shows now."""
        shown = {}
        for user in models.User.objects.filter(is_active=True):
            with transaction.atomic():
                scopes.drop_privileges()
                scopes.enter(user, self.generation)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT customer_id FROM published_customer ORDER BY 1")
                    shown[str(user.staff_id)] = tuple(row[0] for row in cursor.fetchall())
        return shown

    def publish(self) -> None:
        """The next night: some customers and some staff are elsewhere; one may come, one may leave."""
        chance, old = self.chance, self.generation
        new = models.Generation.objects.create(
            business_date=old.business_date, playbook_version="t", feed_digest="t", state="published",
            published_at=old.published_at,
        )  # fmt: skip
        with connection.cursor() as cursor:
            for parent in _parents(cursor):
                cursor.execute(f"CREATE TABLE {parent}_g{new.pk} (LIKE {parent} INCLUDING DEFAULTS)")
                cursor.execute(f"INSERT INTO {parent}_g{new.pk} SELECT * FROM {parent}_g{old.pk}")
                cursor.execute(f"UPDATE {parent}_g{new.pk} SET generation = {new.pk}")
            customers, staff = f"published_customer_g{new.pk}", f"published_staff_g{new.pk}"
            cursor.execute(f"UPDATE {customers} SET restricted = false")
            for _ in range(3):
                manager = chance.choice(town.MANAGERS)
                cursor.execute(
                    f"UPDATE {customers} SET rm_id = %s, branch_id = %s WHERE customer_id = %s",
                    [manager, chance.choice(BRANCHES), self._customer()],
                )
                cursor.execute(
                    f"UPDATE {staff} SET branch_id = %s WHERE staff_id = %s",
                    [chance.choice(BRANCHES), chance.choice(self._staff())],
                )
            if chance.randrange(2):
                cursor.execute(f"DELETE FROM {customers} WHERE customer_id = %s", [self._customer()])
            if chance.randrange(2):
                cursor.execute(
                    f"INSERT INTO {customers} SELECT (jsonb_populate_record(c, jsonb_build_object("
                    f"'customer_id', %s::text))).* FROM {customers} c ORDER BY customer_id LIMIT 1",
                    [f"N{new.pk}"],
                )
            raw = cursor.cursor.connection
            changes.apply(raw, generation=new.pk, before=old.pk)
            for parent in _parents(cursor):
                cursor.execute(
                    f"ALTER TABLE {parent} ATTACH PARTITION {parent}_g{new.pk} FOR VALUES IN ({new.pk})"
                )
        models.Publication.objects.update(current=new)
        self.generation = new

    def transfer(self) -> None:
        customers = models.PublishedCustomer.objects.unscoped().filter(generation=self.generation.pk)
        one = customers.filter(customer_id=self._customer()).first()
        if one is not None:
            models.Transfer.objects.create(
                customer_id=one.customer_id, from_staff_id=one.rm_id, from_branch_id=one.branch_id,
                to_staff_id=self.chance.choice(town.MANAGERS),
                to_branch_id=self.chance.choice((None, "B1", "B2")),
                cause="move", moved_by=self.by,
            )  # fmt: skip

    def cover(self) -> None:
        absent, substitute = self.chance.sample(town.MANAGERS, 2)
        models.Cover.objects.create(
            absent_staff_id=absent, substitute_staff_id=substitute, reason="leave", starts_on=LONG_AGO,
            ends_on=self.chance.choice((ALWAYS, LONG_AGO)), arranged_by=self.by,
        )  # fmt: skip

    def end_cover(self) -> None:
        one = models.Cover.objects.filter(ended_at=None).order_by("created_at").first()
        if one is not None:
            one.ended_at = dt.datetime.now(tz=dt.UTC)
            one.save()

    def invite(self) -> None:
        models.Participant.objects.create(
            customer_id=self._customer(), staff_id=self.chance.choice(self._staff()), purpose="planner",
            reason="plan", starts_on=LONG_AGO, ends_on=ALWAYS, invited_by=self.by,
        )  # fmt: skip

    def end_invite(self) -> None:
        rows = models.Participant.objects.unscoped()
        rows.filter(customer_id=self._customer()).update(ended_at=dt.datetime.now(tz=dt.UTC))

    def restrict(self) -> None:
        models.Suppression.objects.create(
            customer_id=self._customer(), kind="restricted", starts_on=LONG_AGO, recorded_by=self.by
        )

    def lift(self) -> None:
        one = models.Suppression.objects.unscoped().filter(lifted_at=None).first()
        if one is not None:
            one.lifted_at, one.lifted_by = dt.datetime.now(tz=dt.UTC), self.by
            one.save()

    def change_role(self) -> None:
        user = models.User.objects.get(staff_id="B1-rm2", is_active=True)
        user.role = self.chance.choice(["rm", "wealth", "supervisor", "planner"])
        user.save()

    def _customer(self) -> str:
        rows = models.PublishedCustomer.objects.unscoped().filter(generation=self.generation.pk)
        return self.chance.choice(list(rows.order_by("customer_id").values_list("customer_id", flat=True)))

    def _staff(self) -> list[str]:
        return [*town.MANAGERS, "B1-planner", "B1-supervisor", "B1-head"]


def _parents(cursor) -> list[str]:
    cursor.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relkind = 'p' AND a.attname = 'generation' ORDER BY 1"
    )
    return [row[0] for row in cursor.fetchall()]


def _clock() -> dt.datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@pytest.fixture
def tidy(transactional_db) -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname ~ '^published_.*_g[0-9]+$' AND relkind = 'r'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE {name}")


@pytest.mark.parametrize("seed", range(LIVES))
def test_the_past_is_what_the_door_showed(tidy: None, seed: int) -> None:
    life = Life(seed)
    record = []
    for _ in range(STEPS):
        record.append((_clock(), life.seen()))
        life.step()
    record.append((_clock(), life.seen()))
    asked = 0
    for moment, seen in record:
        for staff_id, customers in seen.items():
            assert as_of.visible_at(staff_id, moment) == customers, (seed, moment, staff_id)
            asked += 1
    print(f"FIGURE audit: {asked} views of the past equal what was shown")
    assert len({tuple(sorted(seen.items())) for _, seen in record}) > 3


def test_before_an_account_existed_nothing_was_visible(tidy: None) -> None:
    bank = town.build()
    assert as_of.visible_on("B1-rm1", LONG_AGO) == ()
    assert as_of.visible_at("B1-rm1", _clock()) == ("B1-rm1-c1", "B1-rm1-c2")
    assert bank.generation.pk


def test_a_cover_of_a_trial_bank_held_by_the_day_of_its_pages(
    tidy: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The night of 31 March is shown on a day long after: the pages called it 1 April."""
    bank.write(tmp_path, bank.Bank(today="after_last_night"))
    monkeypatch.setattr(settings, "TILTH_DATA", tmp_path)
    life = Life(0)
    life.generation.business_date, life.generation.published_at = dt.date(2026, 3, 31), _clock()
    life.generation.save()
    for day, absent in ((dt.date(2026, 4, 1), "B1-rm1"), (dt.date(2026, 4, 2), "B2-rm1")):
        models.Cover.objects.create(
            absent_staff_id=absent, substitute_staff_id="B1-rm2", reason="leave", starts_on=day, ends_on=day,
            arranged_by=life.by,
        )  # fmt: skip
    shown = life.seen()["B1-rm2"]
    assert shown == ("B1-rm1-c1", "B1-rm1-c2", "B1-rm2-c1", "B1-rm2-c2")
    assert as_of.visible_at("B1-rm2", _clock()) == shown
