"""After a night is published: move on what talks carried out, set up the bank's own plans, end what is over.

A plan that the bank sets names no author. It begins on a day of its first interval that is drawn by the
customer's number, so that a new rule fills no single morning.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tilth.domain.of_night import AWAY, Connection, generation
from tilth.policy.playbook import Playbook
from tilth.policy.subjects.care_plan import CarePlanRules, following
from tilth.policy.working_days import next_working_day, working_day

_OPEN = "p.state <> 'ended' AND p.voided_at IS NULL"
_WANTED = f"""
    SELECT c.customer_id, c.rm_id, coalesce(s.every, t.every) AS every
    FROM published_customer c
    LEFT JOIN unnest(%(segments)s::text[], %(of_segment)s::text[]) AS s (code, every) ON s.code = c.segment
    LEFT JOIN unnest(%(tiers)s::text[], %(of_tier)s::text[]) AS t (code, every) ON t.code = c.tier
    WHERE c.generation = %(generation)s AND coalesce(s.every, t.every) IS NOT NULL AND ({AWAY}) IS NOT TRUE
        AND NOT EXISTS (SELECT FROM tilth_cadence_agreement a WHERE a.customer_id = c.customer_id
            AND a.days > 0)
"""  # noqa: S608 - parts of this file alone
"""Whom the bank's playbook gives a plan; what a customer agreed to wins (NEED-12)."""
_TALKED = f"""
    SELECT p.id, p.starts_on, p.every, p.next_on, p.ends_on, max(k.contact_on)
    FROM tilth_care_plan p JOIN tilth_contact k ON k.customer_id = p.customer_id AND k.channel = p.channel
        AND k.two_way AND k.voided_at IS NULL AND k.contact_on BETWEEN p.next_on AND %(day)s
    WHERE {_OPEN} AND p.state = 'running' AND p.next_on <= %(day)s
    GROUP BY p.id
"""  # noqa: S608 - parts of this file alone
_MOVE_ON = """
    UPDATE tilth_care_plan SET done_on = %s, next_on = %s, state = CASE WHEN %s THEN 'ended' ELSE state END,
        ended_at = CASE WHEN %s THEN %s::timestamptz END
    WHERE id = %s
"""
_END = f"""
    UPDATE tilth_care_plan p SET state = 'ended', ended_at = %(at)s
    WHERE {_OPEN} AND (
        EXISTS (SELECT FROM published_customer c WHERE c.generation = %(generation)s
            AND c.customer_id = p.customer_id AND c.closed_on <= %(morning)s)
        OR EXISTS (SELECT FROM tilth_suppression s WHERE s.customer_id = p.customer_id
            AND s.kind = 'deceased' AND s.lifted_at IS NULL)
        OR p.made_by_id IS NULL AND (
            EXISTS (SELECT FROM tilth_care_plan o WHERE o.customer_id = p.customer_id AND o.id <> p.id
                AND o.made_by_id IS NOT NULL AND o.state <> 'ended' AND o.voided_at IS NULL)
            OR NOT EXISTS (SELECT FROM ({_WANTED}) w
                WHERE w.customer_id = p.customer_id AND w.every = p.every)))
"""  # noqa: S608 - parts of this file alone
_MAKE = f"""
    INSERT INTO tilth_care_plan (id, customer_id, staff_id, made_at, every, channel, starts_on, next_on,
        about, state, why, handles, direction, indicators, services)
    SELECT gen_random_uuid(), w.customer_id, w.rm_id, %(at)s, w.every, %(channel)s, d.day, d.day, '',
        'running', '', '', '', '', ''
    FROM ({_WANTED}) w
    JOIN unnest(%(everys)s::text[], %(lengths)s::int[]) AS l (every, days) ON l.every = w.every
    CROSS JOIN LATERAL (SELECT (%(spread)s::date[])[
        1 + mod(abs(hashtext(w.customer_id)::bigint), l.days)::int] AS day) d
    WHERE NOT EXISTS (SELECT FROM tilth_care_plan p WHERE p.customer_id = w.customer_id
        AND ({_OPEN} OR p.made_by_id IS NULL AND p.every = w.every AND p.why <> ''))
    ORDER BY w.customer_id
"""  # noqa: S608 - parts of this file alone


@dataclass(frozen=True, kw_only=True)
class Made:
    """How many plans a night moved on, set up, and ended."""

    carried_out: int
    made: int
    ended: int


def make(connection: Connection, *, playbook: Playbook, day: dt.date, at: dt.datetime) -> Made:
    """Do what a published night does to care plans; called again it does nothing more.

    A talk of the plan's channel on its day or later carries it out. `day` is the night's, `at` the moment
    that is written down. In the caller's transaction; the owner's connection: it looks at every customer.
    """
    told = _told(playbook, generation(connection), day, at)
    carried_out = _carry_out(connection, day, at)
    with connection.cursor() as cursor:
        ended = cursor.execute(_END, told).rowcount
        made = cursor.execute(_MAKE, told).rowcount
    return Made(carried_out=carried_out, made=made, ended=ended)


def _carry_out(connection: Connection, day: dt.date, at: dt.datetime) -> int:
    rows = []
    for key, starts_on, every, next_on, ends_on, talked_on in connection.execute(_TALKED, {"day": day}):
        following_on = following(starts_on, every, max(talked_on, next_on))
        over = ends_on is not None and following_on > ends_on
        rows.append((talked_on, following_on, over, over, at, key))
    with connection.cursor() as cursor:
        cursor.executemany(_MOVE_ON, rows)
    return len(rows)


def _told(playbook: Playbook, number: int, day: dt.date, at: dt.datetime) -> dict[str, Any]:
    rules, morning = playbook.of(CarePlanRules), next_working_day(day)
    everys = sorted({*rules.by_segment.values(), *rules.by_tier.values()})
    lengths = [(following(morning, every, morning) - morning).days for every in everys]
    return {
        "at": at,
        "generation": number,
        "morning": morning,
        "of_age": playbook.contact.minor_age,
        "segments": [*rules.by_segment],
        "of_segment": [*rules.by_segment.values()],
        "tiers": [*rules.by_tier],
        "of_tier": [*rules.by_tier.values()],
        "channel": rules.channel,
        "everys": everys,
        "lengths": lengths,
        "spread": [working_day(morning + dt.timedelta(days=one)) for one in range(max(lengths, default=0))],
    }
