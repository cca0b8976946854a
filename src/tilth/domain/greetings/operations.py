"""After a night is published: make the greetings of the days to come, stop those that may not go out (A6).

One statement each, whatever the number of customers: who agreed to be greeted is few beside all. Nobody's
hand writes these rows, so that they name no author.
"""

import datetime as dt
from dataclasses import dataclass

from tilth.domain.of_night import STOPPED, TAKEN_BACK, Connection, generation
from tilth.policy.playbook import Playbook
from tilth.policy.subjects.greeting import SEVERAL, SIGNALS, GreetingRules, festivals

_AGREED = """
    SELECT g.channel FROM (
        SELECT DISTINCT CASE s.channel WHEN 'any' THEN %(usual)s ELSE s.channel END AS channel,
            s.decided_at, s.channel <> 'any' AS exact
        FROM tilth_consent s
        WHERE s.customer_id = c.customer_id AND s.purpose = 'greeting' AND s.decision = 'granted'
            AND s.decided_at <= %(at)s
    ) g
    WHERE NOT EXISTS (
        SELECT FROM tilth_consent n WHERE n.customer_id = c.customer_id AND n.purpose = 'greeting'
            AND n.decision <> 'granted' AND n.channel IN (g.channel, 'any')
            AND n.decided_at <= %(at)s AND n.decided_at >= (
                SELECT max(y.decided_at) FROM tilth_consent y
                WHERE y.customer_id = c.customer_id AND y.purpose = 'greeting' AND y.decision = 'granted'
                    AND y.channel IN (g.channel, 'any') AND y.decided_at <= %(at)s))
    ORDER BY g.decided_at DESC, g.exact DESC LIMIT 1
"""
"""By which channel a customer agreed to be greeted, the newest yes first; no row: by none."""
_STOPPED = f"""{STOPPED}
    OR EXISTS (SELECT FROM tilth_do_not_disturb w WHERE w.customer_id = c.customer_id
        AND w.channel IN ({{channel}}, 'any') AND w.topic IN ('', 'greeting')
        AND w.starts_on <= {{day}} AND (w.ends_on IS NULL OR w.ends_on >= {{day}}))
"""
_MAKE = f"""
    INSERT INTO tilth_greeting (id, customer_id, staff_id, made_at, occasion, about, due_on, due_at, channel,
        state, text, why)
    SELECT gen_random_uuid(), c.customer_id, c.rm_id, %(at)s, d.occasion, d.about, d.due_on, %(hour)s,
        a.channel, 'open', '', ''
    FROM (
        SELECT e.customer_id, e.kind AS occasion, '' AS about, e.due_on FROM published_event e
        WHERE e.generation = %(generation)s AND e.kind IN ('birthday', 'account_anniversary')
            AND e.due_on BETWEEN %(first)s AND %(last)s
        UNION
        SELECT s.customer_id, k.occasion, CASE k.occasion WHEN 'wedding' THEN '' ELSE s.subject END, s.due_on
        FROM published_signal s JOIN unnest(%(kinds)s::text[], %(occasions)s::text[]) AS k (kind, occasion)
            ON k.kind = s.kind
        WHERE s.generation = %(generation)s AND s.due_on BETWEEN %(first)s AND %(last)s
        UNION
        SELECT y.customer_id, f.occasion, '', f.due_on
        FROM unnest(%(festivals)s::text[], %(days)s::date[]) AS f (occasion, due_on)
            CROSS JOIN (SELECT DISTINCT customer_id FROM tilth_consent WHERE purpose = 'greeting') y
    ) d
    JOIN published_customer c ON c.generation = %(generation)s AND c.customer_id = d.customer_id
    CROSS JOIN LATERAL ({_AGREED}) a
    WHERE c.rm_id IS NOT NULL AND ({_STOPPED.format(day="d.due_on", channel="a.channel")}) IS NOT TRUE
        AND NOT EXISTS (SELECT FROM tilth_greeting o WHERE o.customer_id = d.customer_id
            AND o.occasion = d.occasion AND (o.about = d.about OR d.occasion <> ALL(%(several)s))
            AND abs(o.due_on - d.due_on) < %(apart)s AND NOT ({TAKEN_BACK.format(part="greetings")}))
    ORDER BY c.customer_id, d.due_on
"""  # noqa: S608 - parts of this file alone
_STOP = f"""
    UPDATE tilth_greeting g SET state = 'stopped', done_at = %(at)s
    WHERE g.state = 'open' AND g.voided_at IS NULL AND (
        EXISTS (SELECT FROM tilth_greeting o WHERE o.customer_id = g.customer_id
            AND o.occasion = g.occasion AND (o.about = g.about OR g.occasion <> ALL(%(several)s))
            AND o.voided_at IS NULL AND o.made_by_id IS NULL
            AND g.made_by_id IS NULL AND abs(o.due_on - g.due_on) < %(apart)s
            AND (o.state = 'sent' OR o.state = 'open' AND o.id < g.id))
        OR EXISTS (SELECT FROM published_customer c
            WHERE c.generation = %(generation)s AND c.customer_id = g.customer_id AND (
                ({_STOPPED.format(day="g.due_on", channel="g.channel")})
                OR NOT EXISTS ({_AGREED}))))
"""  # noqa: S608 - parts of this file alone


@dataclass(frozen=True, kw_only=True)
class Made:
    """How many greetings a night made, and how many it stopped."""

    made: int
    stopped: int


def make(connection: Connection, *, playbook: Playbook, day: dt.date, at: dt.datetime) -> Made:
    """Make the greetings of the days after a published night, at most one an occasion; stop what may not go.

    `day` is the night's, `at` the moment that is written down. Called again it makes and stops nothing more.
    In the caller's transaction; the owner's connection: it looks at every customer.
    """
    rules = playbook.of(GreetingRules)
    first, last = day + dt.timedelta(days=1), day + dt.timedelta(days=rules.days_ahead)
    named = festivals(rules, first, last)
    told = {
        "at": at,
        "generation": generation(connection),
        "first": first,
        "last": last,
        "hour": rules.hour,
        "usual": rules.channel,
        "apart": rules.days_apart,
        "of_age": playbook.contact.minor_age,
        "several": list(SEVERAL),
        "kinds": list(SIGNALS),
        "occasions": list(SIGNALS.values()),
        "festivals": [code for code, _ in named],
        "days": [one for _, one in named],
    }
    with connection.cursor() as cursor:
        stopped = cursor.execute(_STOP, told).rowcount
        made = cursor.execute(_MAKE, told).rowcount
    return Made(made=made, stopped=stopped)
