"""Every feed obeys contract §1: names, types, keys, enums, references, dates, signs, manifest."""

import datetime as dt
import hashlib
import json

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from demo_bank.conftest import EVERY_NIGHT, MadeBank
from support import keys
from tilth.connectors.core_banking import acceptance
from tilth.lake.arrow import arrow_schema
from tilth.lake.ledger import Night
from tilth.lake.store import Lake
from tilth.policy.bank import Bank
from tilth.ports.feed import BY_NAME, TABLES


@pytest.mark.requirement("PROF-28")
def test_every_table_is_there_with_the_contracts_columns_and_types(each_bank: MadeBank) -> None:
    for folder in each_bank.feeds:
        for table in each_bank.delivered(folder):
            found = each_bank.table(folder, table.name)
            assert found.schema.equals(arrow_schema(table)), (folder.name, table.name)
            assert found.num_rows > 0


@pytest.mark.requirement("PROD-01", part="the matrix of share and growth; the role is only fed")
def test_required_values_are_there_keys_are_unique_and_enums_known(each_bank: MadeBank) -> None:
    for folder in each_bank.feeds:
        for table in each_bank.delivered(folder):
            found = each_bank.table(folder, table.name)
            keys = found.group_by(list(table.key)).aggregate([])
            assert keys.num_rows == found.num_rows, (folder.name, table.name)
            for column in table.columns:
                values = found[column.name]
                assert not (column.required and values.null_count), (table.name, column.name)
                if column.values:
                    assert set(pc.unique(values).drop_null().to_pylist()) <= set(column.values)


def test_references_point_to_rows_of_the_same_night(each_bank: MadeBank) -> None:
    for folder in each_bank.feeds:
        for table in each_bank.delivered(folder):
            for reference in table.references:
                target = BY_NAME[reference.table]
                known = each_bank.table(folder, target.name)[target.key[0]]
                given = each_bank.table(folder, table.name)[reference.column].drop_null()
                assert pc.all(pc.is_in(given, value_set=known)).as_py(), (table.name, reference.column)


def test_employers_and_managers_are_customers_and_staff(each_bank: MadeBank) -> None:
    last = each_bank.plan.feeds[-1]
    strangers = each_bank.ask(
        "select count(*) from customers c where employer_id not in (select customer_id from customers "
        "where kind = 'company') or rm_id not in (select staff_id from staff where role in ('rm', 'wealth'))",
        last,
    )
    assert strangers == [(0,)]


def test_no_date_lies_after_the_business_date_but_maturities(each_bank: MadeBank) -> None:
    for day in each_bank.plan.feeds:
        for table in EVERY_NIGHT:
            found = each_bank.table(day, table.name)
            for field in found.schema:
                free = field.name in ("matures_on", "on_sale_to", "on_sale_from")
                if not pa.types.is_date(field.type) or free:
                    continue
                latest = pc.max(found[field.name]).as_py()
                assert latest is None or latest <= day, (day, table.name, field.name)
        assert pc.max(each_bank.table(day, "transactions")["at"]).as_py().date() <= day


def test_holdings_mature_after_they_open_and_owe_no_negative_amount(each_bank: MadeBank) -> None:
    for day in each_bank.plan.feeds:
        wrong = each_bank.ask(
            "select holding_id from holdings join products using (product_id) where matures_on < opened_on "
            "or closed_on < opened_on or (closed_on is not null and balance <> 0) "
            "or (balance < 0 and category <> 'demand_deposit') or holdings.currency <> products.currency "
            "or (closed_on is null and matures_on <= getvariable('day') and category = 'time_deposit')",
            day,
        )
        assert wrong == []


def test_customers_open_after_birth_and_holdings_after_their_owner(each_bank: MadeBank) -> None:
    wrong = each_bank.ask(
        "select customer_id from customers where birth_date > opened_on or closed_on < opened_on "
        "or risk_assessed_on < opened_on union all "
        "select customer_id from holdings h join customers c using (customer_id) "
        "where h.opened_on < c.opened_on "
        "union all select customer_id from transactions t join holdings h using (holding_id, customer_id) "
        'where cast(t."at" as date) < h.opened_on or cast(t."at" as date) > h.closed_on',
        each_bank.plan.feeds[-1],
    )
    assert wrong == []


def test_every_currency_has_a_rate_and_every_priced_product_a_price(each_bank: MadeBank) -> None:
    for day in each_bank.plan.feeds:
        rows = each_bank.ask(
            "select currency from holdings where currency <> 'CNY' and currency not in "
            "(select currency from fx_rates where date = getvariable('day')) union all "
            "select product_id from holdings where units is not null and product_id not in "
            "(select product_id from prices where date = getvariable('day'))",
            day,
        )
        assert rows == []


def test_the_manifest_names_every_file_with_its_rows_bytes_and_digest(each_bank: MadeBank) -> None:
    for folder in each_bank.feeds:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        assert manifest["business_date"] == folder.name
        assert set(manifest["tables"]) == {table.name for table in each_bank.delivered(folder)}
        for name, note in manifest["tables"].items():
            content = (folder / note["file"]).read_bytes()
            assert note["sha256"] == hashlib.sha256(content).hexdigest()
            assert (note["bytes"], note["rows"]) == (len(content), each_bank.table(folder, name).num_rows)
        assert {path.name for path in folder.iterdir()} == {
            "manifest.json",
            *(note["file"] for note in manifest["tables"].values()),
        }


def test_the_first_feed_brings_thirty_days_and_a_few_salaries_of_half_a_year(weekend_bank: MadeBank) -> None:
    first = weekend_bank.plan.feeds[0]
    asked = "select min(\"at\"::date) from transactions where (kind = 'salary' and customer_id in ({})) = {}"
    whose = [one["customer_id"] for one in weekend_bank.truth["signals"] if one["kind"].startswith("salary")]
    named = ", ".join(f"'{customer}'" for customer in whose)
    (every,), (planted,) = (weekend_bank.ask(asked.format(named, own), first) for own in ("false", "true"))
    assert dt.timedelta(days=25) <= first - every[0] <= dt.timedelta(days=40)
    assert dt.timedelta(days=120) <= first - planted[0] <= dt.timedelta(days=187)


@pytest.mark.requirement("CHAN-06")
def test_acceptance_takes_every_feed_without_a_bad_or_a_changed_row(weekend_bank: MadeBank) -> None:
    lake = Lake(weekend_bank.out.parent / "data")
    for folder in weekend_bank.feeds:
        with lake.draft() as draft:
            taken = acceptance.accept(folder, bank=Bank(), draft=draft, ring=keys.RING)
            assert [(one.table, one.quarantined, one.normalised) for one in taken.tables] == [
                (table.name, 0, 0) for table in TABLES
            ]
            assert taken.findings == ()
            night = Night(business_date=taken.business_date, feed_digest=taken.digest, playbook_version="1")
            draft.record(night)
            draft.commit()
