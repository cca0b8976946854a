"""The contact gate read slowly: each rule asked minute by minute, ends found by trying; no code of policy."""

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

Span = tuple[dt.date, dt.date | None]
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
SERVED = ("bereaved", "complaint_open", "litigation")
FORTNIGHT = 14 * 24 * 60


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The settings of the gate."""

    quiet_days: int
    maturity_lifts_days: int
    caps: tuple[tuple[int, int], ...]
    household_caps: tuple[tuple[int, int], ...]
    minor_age: int
    consent_channels: tuple[str, ...]
    consent_text_version: str
    refusal_days: int
    ask_again_days: int
    quiet_from: str
    quiet_until: str
    quiet_channels: tuple[str, ...]
    service_purposes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Life:
    """One customer, as plain tuples; windows are (weekday, "09:00", "12:00")."""

    zone: str
    closed_on: dt.date | None
    birth_date: dt.date | None
    stops: tuple[tuple[str, dt.date, dt.date | None], ...]
    wishes: tuple[tuple[str, str, dt.date, dt.date | None], ...]
    consents: tuple[tuple[str, str, dt.datetime, str], ...]
    refusals: tuple[tuple[str, dt.datetime], ...]
    two_way_on: tuple[dt.date, ...]
    tried_on: tuple[dt.date, ...]
    household_on: tuple[dt.date, ...] | None
    windows: tuple[tuple[int, str, str], ...]
    cadence_days: int | None = None
    promised_on: tuple[dt.date, ...] = ()
    matures_on: tuple[dt.date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """One life under one set of rules, asked about one channel and purpose; every method takes a moment."""

    life: Life
    rules: Rules
    channel: str
    purpose: str

    @property
    def marketing(self) -> bool:
        return self.purpose not in self.rules.service_purposes

    def clock(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(ZoneInfo(self.life.zone))

    def closed(self, moment: dt.datetime) -> bool:
        return self.life.closed_on is not None and self.clock(moment).date() >= self.life.closed_on

    def suppressed(self, moment: dt.datetime) -> bool:
        today = self.clock(moment).date()
        for kind, first, last in self.life.stops:
            if _within(today, first, last) and (self.marketing or kind not in SERVED):
                return True
        return self.life.birth_date is not None and _years(self.life.birth_date, today) < self.rules.minor_age

    def do_not_disturb(self, moment: dt.datetime) -> bool:
        today = self.clock(moment).date()
        for channel, topic, first, last in self.life.wishes:
            concerns = channel in ("any", self.channel) and (not topic or topic == self.purpose)
            if concerns and _within(today, first, last):
                return True
        return False

    def no_consent(self, moment: dt.datetime) -> bool:
        if not self.marketing:
            return False
        agreed_at = None
        spoken = [one for one in self.life.consents if one[0] in ("any", self.channel) and one[2] <= moment]
        if spoken:
            agreed_at = max(when for _, _, when, _ in spoken)
            final = [one for one in spoken if one[2] == agreed_at]
            if any(decision in ("refused", "withdrawn") for _, decision, _, _ in final):
                return True
            texts = {text for _, _, _, text in final}
        else:
            texts = set()
        if self.channel in self.rules.consent_channels and texts != {self.rules.consent_text_version}:
            return True
        for channel, at in self.life.refusals:
            if channel != self.channel or (agreed_at is not None and agreed_at > at):
                continue
            if (self.clock(moment).date() - self.clock(at).date()).days < self.rules.refusal_days:
                return True
        return False

    def contacted_recently(self, moment: dt.datetime) -> bool:
        today = self.clock(moment).date()
        rest = self.rules.quiet_days
        if self.life.cadence_days is not None:
            rest = min(rest, math.ceil(self.life.cadence_days / 2))
        lifted = any(day <= today for day in self.life.promised_on) or any(
            (day - today).days <= self.rules.maturity_lifts_days for day in self.life.matures_on
        )
        rests = any((today - day).days < rest for day in self.life.two_way_on)
        return self.marketing and rests and not lifted

    def frequency_cap(self, moment: dt.datetime) -> bool:
        today = self.clock(moment).date()
        pairs: list[tuple[Sequence[dt.date], tuple[int, int]]] = [
            (self.life.tried_on, cap) for cap in self.rules.caps
        ]
        if self.life.household_on is not None:
            family = [*self.life.tried_on, *self.life.household_on]
            pairs += [(family, cap) for cap in self.rules.household_caps]
        for days, (most, length) in pairs:
            if len([day for day in days if today - dt.timedelta(days=length) < day]) >= most:
                return True
        return False

    def quiet_hours(self, moment: dt.datetime) -> bool:
        if self.channel not in self.rules.quiet_channels:
            return False
        begins, ends, now = (
            self.rules.quiet_from,
            self.rules.quiet_until,
            _shown(self.clock(moment)),
        )
        if begins > ends:
            return not ends <= now < begins
        return begins <= now < ends

    def unsuitable_time(self, moment: dt.datetime) -> bool:
        if self.channel not in self.rules.quiet_channels or not self.life.windows:
            return False
        local = self.clock(moment)
        now, weekday = _shown(local), local.weekday() + 1
        for day, first, last in self.life.windows:
            if day == weekday and first <= now < last:
                return self.quiet_hours(moment)
        return True

    def answer(self, moment: dt.datetime) -> tuple[str, dt.datetime | None]:
        """Return the first reason that holds and the first moment without it; "" where none does."""
        for reason in ("closed", "suppressed", "do_not_disturb", "no_consent", "contacted_recently",
                       "frequency_cap"):  # fmt: skip
            if (holds := getattr(self, reason))(moment):
                return reason, self._day_by_day(holds, moment)
        for reason in ("quiet_hours", "unsuitable_time"):
            if (holds := getattr(self, reason))(moment):
                return reason, first_free_minute(holds, moment, FORTNIGHT)
        return "", None

    def may_ask(self, moment: dt.datetime) -> bool:
        """Return whether a refusal lies back far enough, or was followed by a yes, to ask for consent."""
        today = self.clock(moment).date()
        for channel, decision, at, _ in self.life.consents:
            if decision == "granted" or channel not in ("any", self.channel) or at > moment:
                continue
            agreed = any(
                word == "granted" and other in ("any", self.channel) and at < when <= moment
                for other, word, when, _ in self.life.consents
            )
            if not agreed and (today - self.clock(at).date()).days < self.rules.ask_again_days:
                return False
        return True

    def _day_by_day(self, holds: Callable[[dt.datetime], bool], moment: dt.datetime) -> dt.datetime | None:
        """Try every noon until one is free, then every minute of the day before it."""
        today = self.clock(moment).date()
        for number in range(1, self._horizon(today) + 1):
            noon = dt.datetime.combine(
                today + number * DAY, dt.time(12), ZoneInfo(self.life.zone)
            ).astimezone(dt.UTC)
            if not holds(noon):
                return first_free_minute(holds, max(moment, noon - 25 * dt.timedelta(hours=1)), 3 * 24 * 60)
        return None

    def _horizon(self, today: dt.date) -> int:
        """Return so many days that after them nothing that is known of this life can change; caps: 60."""
        known = [today, *(day for day in self._days() if day is not None and day < dt.date.max)]
        born, age = self.life.birth_date, self.rules.minor_age
        grows = 366 * (age + 1) if born is not None and _years(born, today) < age else 0
        waits = (self.rules.refusal_days, self.rules.quiet_days, 60)
        return max((max(known) - today).days + max(waits), grows) + 2

    def _days(self) -> list[Any]:
        life = self.life
        ends = [last for _, _, last in life.stops] + [last for _, _, _, last in life.wishes]
        starts = [first for _, first, _ in life.stops] + [first for _, _, first, _ in life.wishes]
        return [*ends, *starts, *life.two_way_on, *life.tried_on, *(life.household_on or ())]


def _shown(clock: dt.datetime) -> str:
    return f"{clock.hour:02d}:{clock.minute:02d}"


def _within(day: dt.date, first: dt.date, last: dt.date | None) -> bool:
    return first <= day and (last is None or day <= last)


def _years(born: dt.date, today: dt.date) -> int:
    """Return the age; whoever is born on 29 February has the birthday on the 28th of a common year."""
    month, day = born.month, born.day
    common = today.year % 4 != 0 or (today.year % 100 == 0 and today.year % 400 != 0)
    if (month, day) == (2, 29) and common:
        day = 28
    return today.year - born.year - (0 if (today.month, today.day) >= (month, day) else 1)


def first_free_minute(
    holds: Callable[[dt.datetime], bool], moment: dt.datetime, minutes: int
) -> dt.datetime | None:
    """Return the first minute after a moment that is free, None when there is none among so many."""
    now = moment.astimezone(dt.UTC).replace(second=0, microsecond=0)
    for _ in range(minutes):
        now += MINUTE
        if not holds(now):
            return now
    return None
