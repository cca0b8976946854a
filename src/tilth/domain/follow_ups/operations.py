"""After a night is published: make the follow-ups that its events and new accounts ask for, with whence.

The events are the engine's, whose days and rests have their own rules and reference; here it is decided alone
whether one becomes a due item. One statement each, whatever the number of customers. Nobody's hand writes
these rows, so that they name no author.
"""

import datetime as dt
from dataclasses import dataclass

from tilth.domain.of_night import AWAY, Connection, generation
from tilth.kernel.dates import ZONE_NAME
from tilth.policy.playbook import Playbook
from tilth.policy.subjects.follow_up import FollowUpRules
from tilth.policy.working_days import next_working_day

_OWED = """
    EXISTS (SELECT FROM tilth_matter m WHERE m.customer_id = c.customer_id AND m.asked_by = 'customer'
        AND m.done_at IS NULL AND m.voided_at IS NULL AND m.due_on < %(morning)s)
    OR EXISTS (SELECT FROM tilth_memo m WHERE m.customer_id = c.customer_id
        AND m.answered_at IS NULL AND m.voided_at IS NULL AND m.due_on < %(morning)s)
    OR EXISTS (SELECT FROM tilth_task t WHERE t.customer_id = c.customer_id
        AND t.kind IN ('task', 'appointment') AND t.done_at IS NULL AND t.voided_at IS NULL
        AND t.due_on < %(morning)s)
"""
"""Whom the bank owes something that is late has no reason to help it (MGM-02)."""
_NOT_READY = f"({AWAY} OR {{kind}} = 'referral' AND ({_OWED}))"
_MONTHS = "make_interval(months => %(months)s)"
_BEGUN = f"""
    SELECT b.began, b.day FROM (
        SELECT 'promise_kept' AS began, (t.done_at AT TIME ZONE %(zone)s)::date AS day FROM tilth_task t
        WHERE t.customer_id = c.customer_id AND t.kind IN ('task', 'appointment')
            AND coalesce(t.came = 'came', true) AND t.voided_at IS NULL
        UNION ALL SELECT 'opening', c.opened_on
        UNION ALL SELECT 'first_investment', h.opened_on FROM published_holding h
        WHERE h.generation = %(generation)s AND h.customer_id = c.customer_id
            AND h.category = ANY (%(invested)s)
    ) b
    WHERE b.began = ANY (%(after)s) AND (b.day + {_MONTHS})::date = e.due_on ORDER BY b.began LIMIT 1
"""  # noqa: S608 - parts of this file alone
"""What a question for referrals goes back to; no row: to an investment that is no longer held."""
_MAKE = f"""
    INSERT INTO tilth_follow_up (id, customer_id, staff_id, made_at, kind, began, began_on, product, event_id,
        due_on, state, result)
    SELECT DISTINCT ON (e.customer_id, k.kind) gen_random_uuid(), c.customer_id, c.rm_id, %(at)s, k.kind,
        CASE k.kind WHEN 'after_purchase' THEN 'purchase' ELSE coalesce(b.began, 'first_investment') END,
        coalesce((e.detail ->> 'bought_on')::date, b.day, (e.due_on - {_MONTHS})::date),
        p.product_name, e.event_id, greatest(e.due_on, %(morning)s), 'open', ''
    FROM published_event e
    JOIN unnest(%(events)s::text[], %(kinds)s::text[]) AS k (event, kind) ON k.event = e.kind
    JOIN published_customer c ON c.generation = %(generation)s AND c.customer_id = e.customer_id
    LEFT JOIN published_holding p ON p.generation = %(generation)s AND p.holding_id = nullif(e.subject, '')
        AND p.customer_id = e.customer_id
    LEFT JOIN LATERAL ({_BEGUN}) b ON k.kind = 'referral'
    WHERE e.generation = %(generation)s AND coalesce(e.state, 'open') = 'open'
        AND ({_NOT_READY.format(kind="k.kind")}) IS NOT TRUE
        AND NOT EXISTS (SELECT FROM tilth_follow_up o WHERE o.customer_id = c.customer_id AND o.kind = k.kind
            AND o.voided_at IS NULL AND (o.state = 'open' OR o.event_id = e.event_id AND o.state <> 'stopped'
                OR o.state = 'done' AND (o.done_at AT TIME ZONE %(zone)s)::date >= e.due_on
                OR o.state = 'done' AND o.kind = 'referral'
                    AND o.due_on > e.due_on - make_interval(months => %(rest)s)))
    ORDER BY e.customer_id, k.kind, e.due_on DESC, e.event_id
"""  # noqa: S608 - parts of this file alone
_ONBOARD = f"""
    INSERT INTO tilth_follow_up (id, customer_id, staff_id, made_at, kind, began, began_on, due_on,
        state, result)
    SELECT gen_random_uuid(), c.customer_id, c.rm_id, %(at)s, k.kind, 'opening', c.opened_on,
        greatest(c.opened_on + k.days, %(morning)s), 'open', ''
    FROM published_customer c CROSS JOIN unnest(%(first)s::text[], %(days)s::int[]) AS k (kind, days)
    WHERE c.generation = %(generation)s AND c.opened_on <= %(day)s AND c.opened_on + k.days > %(day)s
        AND ({AWAY}) IS NOT TRUE
        AND NOT EXISTS (SELECT FROM tilth_follow_up o WHERE o.customer_id = c.customer_id AND o.kind = k.kind
            AND o.voided_at IS NULL AND o.state <> 'stopped')
    ORDER BY c.customer_id, k.days, k.kind
"""  # noqa: S608 - parts of this file alone
"""All first contacts of a new customer at once, each on its day; whose day passed before anybody made it,
as on the first night with such a rule, is not made up for."""
_SETTLE = """
    UPDATE tilth_follow_up f SET state = 'done', done_at = %(at)s
    WHERE f.state = 'open' AND f.voided_at IS NULL AND f.kind <> 'referral' AND EXISTS (
        SELECT FROM tilth_contact k WHERE k.customer_id = f.customer_id AND k.two_way AND k.voided_at IS NULL
            AND k.contact_on BETWEEN CASE f.kind WHEN 'welcome' THEN f.began_on ELSE f.due_on END AND %(day)s)
"""
"""A talk on its day or later has followed a purchase up, as it ends the reason, and is a first contact; the
very first may come before its day. Whether somebody was asked for an introduction no talk tells by itself."""
_STOP = f"""
    UPDATE tilth_follow_up f SET state = 'stopped', done_at = %(at)s
    WHERE f.state = 'open' AND f.voided_at IS NULL AND f.made_by_id IS NULL AND EXISTS (
        SELECT FROM published_customer c WHERE c.generation = %(generation)s
            AND c.customer_id = f.customer_id AND {_NOT_READY.format(kind="f.kind")})
"""  # noqa: S608 - parts of this file alone


@dataclass(frozen=True, kw_only=True)
class Made:
    """How many follow-ups a night made, found done, and stopped."""

    made: int
    settled: int
    stopped: int


def make(connection: Connection, *, playbook: Playbook, day: dt.date, at: dt.datetime) -> Made:
    """Make the follow-ups of a published night, due on the working day after it at the earliest.

    Who is not ready gets none, and one that stood is stopped; it is looked at again while the reason lasts.
    `day` is the night's, `at` the moment that is written down. Called again it does nothing more. In the
    caller's transaction; the owner's connection: it looks at every customer.
    """
    windows, rules = playbook.windows, playbook.of(FollowUpRules)
    events = rules.events
    told = {
        "at": at,
        "generation": generation(connection),
        "day": day,
        "morning": next_working_day(day),
        "months": windows.referral_months,
        "rest": windows.referral_rest_months,
        "after": sorted(windows.referral_after),
        "invested": sorted(playbook.investment_categories),
        "of_age": playbook.contact.minor_age,
        "zone": ZONE_NAME,
        "events": [*events],
        "kinds": [*events.values()],
        "first": [*rules.onboarding],
        "days": [*rules.onboarding.values()],
    }
    with connection.cursor() as cursor:
        settled = cursor.execute(_SETTLE, told).rowcount
        stopped = cursor.execute(_STOP, told).rowcount
        made = cursor.execute(_MAKE, told).rowcount + cursor.execute(_ONBOARD, told).rowcount
    return Made(made=made, settled=settled, stopped=stopped)
