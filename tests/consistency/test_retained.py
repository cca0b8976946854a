"""Every table answers what becomes of its rows, with columns that are there; nothing answers for no table."""

from django.apps import apps
from django.db import models

from tilth.policy import retained
from tilth.policy.registry import RETENTION, Begin
from tilth.policy.retained import Along, Swept

TABLES = {
    model._meta.db_table: model
    for model in apps.get_app_config("tilth").get_models(include_auto_created=True)
}


def _columns(model: type[models.Model]) -> set[str]:
    return {str(field.column) for field in model._meta.concrete_fields}


def test_every_table_answers() -> None:
    silent = [table for table in TABLES if retained.answer(table) is None]
    assert silent == [], "say in policy/retained.py what becomes of their rows"
    assert set(retained.ANSWERS) <= set(TABLES)


def test_what_is_swept_names_columns_that_are_there() -> None:
    for table, one in retained.swept().items():
        needed = {"id", one.day, *one.staff, *([one.customer] if one.customer else [])}
        assert needed <= _columns(TABLES[table]), table
        about_customers = RETENTION[one.rule].counted_from in (Begin.RELATIONSHIP_END, Begin.LAST_CONTACT)
        assert bool(one.customer) or not about_customers, f"{table}: whose relationship?"
        assert bool(one.staff) == (RETENTION[one.rule].counted_from is Begin.EMPLOYMENT_END), table


def test_whatever_names_a_customer_is_swept_or_says_why_not() -> None:
    for table, model in TABLES.items():
        one = retained.answer(table)
        if "customer_id" in _columns(model) and not isinstance(one, Swept):
            assert isinstance(one, Along) or getattr(one, "why", ""), table


def test_what_goes_along_goes_with_something_that_is_swept() -> None:
    for table in TABLES:
        one = retained.answer(table)
        assert not isinstance(one, Along) or one.table in retained.swept(), table
