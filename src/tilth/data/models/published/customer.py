"""One customer as the pages show it: mart `customers` joined with the feed and with tonight's list."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Self
from uuid import UUID

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.policy.contact_gate import Window


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A number that is marked wrong: since when, by whom, and the mark's own number."""

    id: str
    marked_on: dt.date
    by: str


@dataclass(frozen=True, kw_only=True)
class ToldPoint:
    """A contact point that people were told and that stands, its value behind its mask."""

    id: UUID
    kind: str
    place: str
    shown: str
    preferred: bool
    """Somebody said that of its kind it comes first."""
    best: tuple[Window, ...] = ()
    """Hours of a week at which it reaches the customer best; none where nobody said."""


class PublishedCustomer(Published):
    """One row per generation and customer; the mart's columns, then the feed's, then the list's."""

    pk = models.CompositePrimaryKey("generation", "customer_id")
    generation = fields.generation()
    customer_id = fields.text()
    business_date = models.DateField()
    branch_id = fields.text()
    rm_id = fields.maybe_text()
    kind = fields.text()
    playbook_version = fields.text()
    aum = fields.money()
    liabilities = fields.money()
    deposit_balance = fields.money()
    time_deposit_share = fields.ratio()
    product_coverage = fields.ratio()
    """Empty in nights of an earlier version, as is `main_bank`."""
    main_bank = models.BooleanField(null=True, blank=True)
    """Empty while nobody can tell, of most because nobody told of other banks."""
    aum_avg_30 = fields.money()
    aum_avg_90 = fields.money()
    deposit_avg_30 = fields.money()
    deposit_avg_90 = fields.money()
    product_count = fields.integer()
    categories = fields.texts()
    familiar = models.BooleanField()
    former_categories = fields.maybe_texts()
    """Held once, none of it now; empty in nights of an earlier version, as the two below."""
    first_invested_on = fields.maybe_date()
    bought_year = fields.maybe_integer()
    """Investments opened within twelve months."""
    last_investment_on = fields.maybe_date()
    under_served = models.BooleanField()
    tier_basis = fields.money()
    tier = fields.text()
    tier_floor = fields.money()
    next_tier_gap = fields.maybe_money()
    tier_before = fields.maybe_text()
    segment = fields.maybe_text()
    segment_assumed = models.BooleanField()
    segment_source = fields.maybe_text()
    """How sure: confirmed, rule, nearest; empty without a segment and in nights of an earlier version."""
    segment_distance = fields.ratio()
    """Of the nearest type, 0 to 1; empty unless it is assumed."""
    segment_second = fields.maybe_text()
    segment_second_distance = fields.ratio()
    segment_missing = fields.maybe_text()
    """The first trait that was unknown when the nearest type was looked for."""
    lifecycle = fields.text()
    account_activity = fields.ratio()
    inflow_30 = fields.money()
    outflow_30 = fields.money()
    external_inflow_30 = fields.maybe_money()
    """Without transfers between own holdings; empty in nights of an earlier version."""
    external_outflow_30 = fields.maybe_money()
    last_contact_on = fields.maybe_date()
    next_contact_due_on = fields.maybe_date()
    overdue_days = fields.integer()
    cadence_days = fields.maybe_integer()
    cadence_source = fields.maybe_text()
    household_id = fields.maybe_text()
    tags = fields.texts()
    grade = fields.maybe_text()
    level = fields.maybe_text()

    name = fields.text()
    name_pinyin = fields.text()
    """Full pinyin, lower case, no spaces, ü as u: `zengxiaoming`, `luxiaojiu`."""
    name_initials = fields.text()
    """First letters: `zxm`."""
    name_pinyin_2 = fields.maybe_text()
    """Where it can be read otherwise: the next likeliest pinyin, the one after it, and so initials."""
    name_pinyin_3 = fields.maybe_text()
    name_initials_2 = fields.maybe_text()
    name_initials_3 = fields.maybe_text()
    name_readings = fields.maybe_text()
    """All pinyin and initials but the first, each behind a `|`: read row by row where few are in sight."""
    name_key = fields.text()
    """The name as `tilth.kernel.spelling.key` brings names and searches to one spelling."""
    gender = fields.maybe_text()
    birth_date = fields.maybe_date()
    birth_calendar = fields.text()
    id_type = fields.maybe_text()
    id_number = fields.maybe_text()
    """Sealed, as are mobile, phone, email and address: `tilth.access.personal` opens them."""
    id_index = fields.maybe_text()
    mobile = fields.maybe_text()
    mobile_index = fields.maybe_text()
    mobile_tail_index = fields.maybe_text()
    """Blind index of the last four digits."""
    phone = fields.maybe_text()
    phone_index = fields.maybe_text()
    mobile_end_index = fields.maybe_text()
    """Blind index of the last eight digits; no index of the database: it is asked in the own book only."""
    phone_line_index = fields.maybe_text()
    """Blind index of the landline without its extension."""
    phone_end_index = fields.maybe_text()
    """Of the landline without area code; `phone_tail_index`: of its last four digits. For the own book."""
    phone_tail_index = fields.maybe_text()
    email = fields.maybe_text()
    address = fields.maybe_text()
    city = fields.maybe_text()
    occupation = fields.maybe_text()
    employer = fields.maybe_text()
    industry = fields.maybe_text()
    annual_income = fields.maybe_money()
    company_class = fields.maybe_text()
    company_size = fields.maybe_text()
    risk_level = fields.maybe_text()
    risk_assessed_on = fields.maybe_date()
    opened_on = models.DateField()
    closed_on = fields.maybe_date()

    next_due_on = fields.maybe_date()
    """The first day after the night on which a deposit, product or loan of the customer falls due."""
    list_rank = fields.maybe_integer()
    """Rank on tonight's list; empty when not on it."""
    week_rank = fields.maybe_integer()
    """Place on the list of the list day's week; empty when not on it."""
    week_size = fields.maybe_integer()
    """How many names that list has places for."""
    week_made_on = fields.maybe_date()
    """The night that made it: who is contacted after it counts for the week."""
    excluded_cause = fields.maybe_text()
    excluded_until = fields.maybe_date()
    care_begun_on = fields.maybe_date()
    """Since when the account of care owed counts; empty, as all of it, for who has none."""
    care_created = fields.maybe_integer()
    care_paid = fields.maybe_integer()
    care_missed = fields.maybe_integer()
    care_longer = fields.maybe_integer()
    care_corrected = fields.maybe_integer()
    care_stopped = fields.maybe_integer()
    care_wished = fields.maybe_integer()
    care_died = fields.maybe_integer()
    care_closed = fields.maybe_integer()
    care_carried = fields.maybe_integer()

    restricted = models.BooleanField(default=False)
    """All processing but storage has stopped: only compliance sees the row (C-07)."""

    one_with = fields.maybe_text()
    """The number with which it is one, which stays; empty: it stands for itself."""

    wrong_numbers: Mapping[str, Wrong] = MappingProxyType({})
    """By field, the numbers marked wrong; no column: `tilth.domain.numbers` fills it in."""
    told_points: tuple[ToldPoint, ...] = ()
    """What people were told, the first of a kind first; no column: `tilth.domain.contact_points` fills it."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """For every order and every key of a search in a branch of a million."""

        db_table = "published_customer"
        indexes: ClassVar = [
            models.Index(fields=["rm_id", "-aum", "customer_id"], name="pub_customer_rm_aum"),
            models.Index(fields=["-aum", "customer_id"], name="pub_customer_aum"),
            models.Index(fields=["branch_id", "-aum"], name="pub_customer_branch_aum"),
            models.Index(fields=["tier", "-aum", "customer_id"], name="pub_customer_tier_aum"),
            models.Index(fields=["name_pinyin", "customer_id"], name="pub_customer_pinyin"),
            models.Index(fields=["-overdue_days", "customer_id"], name="pub_customer_overdue"),
            models.Index(fields=["last_contact_on", "customer_id"], name="pub_customer_contact"),
            models.Index(fields=["-opened_on", "customer_id"], name="pub_customer_opened"),
            models.Index(fields=["next_due_on", "customer_id"], name="pub_customer_due"),
            models.Index(fields=["next_tier_gap", "customer_id"], name="pub_customer_gap"),
            models.Index(fields=["name_key"], name="pub_customer_key"),
            models.Index(fields=["name_initials"], name="pub_customer_initials"),
            *(
                models.Index(
                    fields=[column],
                    name=f"pub_customer_{short}",
                    condition=models.Q(**{f"{column}__isnull": False}),
                )
                for column, short in (
                    *(("name_pinyin_2", "pinyin_2"), ("name_pinyin_3", "pinyin_3")),
                    *(("name_initials_2", "initials_2"), ("name_initials_3", "initials_3")),
                )
            ),
            models.Index(fields=["mobile_tail_index"], name="pub_customer_tail"),
            models.Index(fields=["mobile_index"], name="pub_customer_mobile"),
            models.Index(fields=["phone_line_index"], name="pub_customer_line"),
            models.Index(fields=["id_index"], name="pub_customer_id"),
            models.Index(
                fields=["rm_id", "week_rank"],
                name="pub_customer_week",
                condition=models.Q(week_rank__isnull=False),
            ),
            models.Index(
                fields=["one_with"], name="pub_customer_one", condition=models.Q(one_with__isnull=False)
            ),
        ]
        constraints: ClassVar = [
            policies.customers(),
        ]

    def __str__(self) -> str:
        return self.customer_id

    def closed_by(self, day: dt.date) -> bool:
        """Say whether the relationship had ended by a day."""
        return self.closed_on is not None and self.closed_on <= day

    @property
    def deceased(self) -> bool:
        """Recorded as deceased; no column: false on rows not read by `tilth.domain.deceased`."""
        return bool(getattr(self, "is_dead", False))

    @property
    def legally_held(self) -> bool:
        """Under a legal hold, for those who may know; no column: `tilth.domain.retention.marks` reads it."""
        return bool(getattr(self, "is_held", False))
