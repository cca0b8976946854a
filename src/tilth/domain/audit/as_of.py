"""What somebody could see at a moment in the past, from histories alone (TRAP-38, C-32).

Owners and branches are worked out backwards: what stood there at a moment is what the first change after it
says was there before, else what stands there now. Accounts, covers, participations and restrictions are their
last versions before the moment. The tree of branches and the roles of staff are today's.
"""

import datetime as dt

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from tilth.access.settled import settings_of_bank
from tilth.domain import days

_SHOWN = """
    SELECT business_date FROM tilth_generation WHERE published_at <= %s
    ORDER BY published_at DESC, id DESC LIMIT 1
"""

_VERSIONS = """
    SELECT DISTINCT ON (pgh_obj_id) * FROM {history} WHERE pgh_created_at < %(at)s
    ORDER BY pgh_obj_id, pgh_id DESC
"""
_VISIBLE = f"""
    WITH account AS (
        SELECT r.scope, r.sees_restricted
        FROM ({_VERSIONS.format(history="tilth_user_history")}) u
        JOIN tilth_role r ON r.code = u.role
        WHERE u.staff_id = %(staff)s AND u.is_active AND u.pgh_label <> 'delete'
        ORDER BY u.pgh_id DESC LIMIT 1
    ), later_owner AS (
        SELECT DISTINCT ON (customer_id) customer_id, from_staff_id, from_branch_id
        FROM tilth_ownership_change
        WHERE changed_at >= %(at)s ORDER BY customer_id, id
    ), owned AS (
        SELECT l.customer_id, l.from_staff_id AS rm_id, l.from_branch_id AS branch_id FROM later_owner l
        WHERE l.from_branch_id IS NOT NULL
        UNION ALL
        SELECT c.customer_id, c.rm_id, c.branch_id FROM published_customer c
        WHERE c.generation = (SELECT current_id FROM tilth_publication)
            AND NOT EXISTS (SELECT FROM later_owner l WHERE l.customer_id = c.customer_id)
    ), later_staff AS (
        SELECT DISTINCT ON (staff_id) staff_id, from_branch_id FROM tilth_staff_change
        WHERE changed_at >= %(at)s ORDER BY staff_id, id
    ), placed AS (
        SELECT l.staff_id, l.from_branch_id AS branch_id, s.role FROM later_staff l
        LEFT JOIN published_staff s
            ON s.staff_id = l.staff_id AND s.generation = (SELECT current_id FROM tilth_publication)
        WHERE l.from_branch_id IS NOT NULL
        UNION ALL
        SELECT s.staff_id, s.branch_id, s.role FROM published_staff s
        WHERE s.generation = (SELECT current_id FROM tilth_publication)
            AND NOT EXISTS (SELECT FROM later_staff l WHERE l.staff_id = s.staff_id)
    ), cover AS (
        SELECT v.absent_staff_id FROM ({_VERSIONS.format(history="tilth_cover_history")}) v, account
        WHERE account.scope = 'own' AND v.pgh_label <> 'delete' AND v.substitute_staff_id = %(staff)s
            AND v.ended_at IS NULL AND %(day)s::date BETWEEN v.starts_on AND v.ends_on
    ), invited AS (
        SELECT v.customer_id FROM ({_VERSIONS.format(history="tilth_participant_history")}) v, account
        WHERE account.scope IN ('own', 'team', 'branch', 'invited') AND v.pgh_label <> 'delete'
            AND v.staff_id = %(staff)s AND v.ended_at IS NULL
            AND %(day)s::date BETWEEN v.starts_on AND v.ends_on
    ), restricted AS (
        SELECT v.customer_id FROM ({_VERSIONS.format(history="tilth_suppression_history")}) v
        WHERE v.kind = 'restricted' AND v.pgh_label <> 'delete' AND v.lifted_at IS NULL
            AND (v.ends_on IS NULL OR v.ends_on >= %(day)s::date)
    ), own_branch AS (
        SELECT p.branch_id FROM placed p WHERE p.staff_id = %(staff)s
    )
    SELECT o.customer_id FROM owned o, account a
    WHERE (a.scope = 'bank'
        OR a.scope = 'own' AND o.rm_id = %(staff)s
        OR o.rm_id IN (SELECT absent_staff_id FROM cover)
        OR a.scope = 'team' AND o.rm_id IN (
            SELECT p.staff_id FROM placed p JOIN own_branch USING (branch_id)
            WHERE coalesce(p.role, 'rm') IN ('rm', 'wealth'))
        OR a.scope = 'branch' AND o.branch_id IN (
            SELECT b.branch_id FROM published_branch b, own_branch
            WHERE b.generation = (SELECT current_id FROM tilth_publication)
                AND own_branch.branch_id = ANY (b.path))
        OR o.customer_id IN (SELECT customer_id FROM invited))
        AND (a.sees_restricted OR o.customer_id NOT IN (SELECT customer_id FROM restricted))
    ORDER BY o.customer_id
"""  # noqa: S608 - its parts are texts of this program


def visible_at(staff_id: str, moment: dt.datetime) -> tuple[str, ...]:
    """Return the customers whom a member of staff could see just before a moment, by number."""
    with connection.cursor() as cursor:
        day = _day_of_pages(cursor, moment - dt.timedelta(microseconds=1))
        cursor.execute(_VISIBLE, {"staff": staff_id, "at": moment, "day": day})
        return tuple(str(row[0]) for row in cursor.fetchall())


def _day_of_pages(cursor: CursorWrapper, moment: dt.datetime) -> dt.date:
    """Return what the pages called today at a moment, by the night that they showed then."""
    cursor.execute(_SHOWN, [moment])
    last = (cursor.fetchone() or (None,))[0]
    return days.today(bank=settings_of_bank(), last_night=last, frozen=settings.TILTH_TODAY, now=moment)


def visible_on(staff_id: str, day: dt.date) -> tuple[str, ...]:
    """Return the customers whom a member of staff could see at the end of a day in the bank's zone."""
    return visible_at(staff_id, dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), days.ZONE))
