"""State `openings`: which openings customers have heard; and which one each name of a list begins with.

Neighbours on a list take lines of different turns, so no two have the same; what a customer heard rests for
some days. Heard is the opening of a list on whose day, or later before the next night, a talk took place.
"""

import datetime as dt

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.policy.playbook.openings import ANY
from tilth.policy.vocabulary import PROMISE
from tilth.ports.schema import Kind

MIX, MODULUS = 13, 101
"""By these place and rank are mixed, so that a list does not begin every second name alike."""


def advance(session: Session, context: Context) -> ir.Table:
    """Return and keep customer_id, opening, said_on of what was heard of late."""
    path, before = context.before("openings"), context.before("call_values")
    none = session.small(
        "no_openings", customer_id=(Kind.TEXT, []), opening=(Kind.TEXT, []), said_on=(Kind.DATE, [])
    )
    known = none if path is None else session.read(path).select("customer_id", "opening", "said_on")
    if before is not None:
        listed = session.read(before)
        listed = listed.filter(listed.opening != "").select("customer_id", "opening")
        log = session.read(context.extract("contacts"))
        since = (log.contact_on > context.previous) & (log.contact_on <= context.day) & log.two_way
        talks = log.filter(since).group_by("customer_id").aggregate(said_on=log.contact_on.max())
        known = known.union(listed.join(talks, "customer_id").select("customer_id", "opening", "said_on"))
    rest = context.days_ago(context.playbook.openings.rest_days)
    rows = known.group_by("customer_id", "opening").aggregate(said_on=known.said_on.max())
    return session.keep("openings_said", rows.filter(rows.said_on > rest))


def chosen(session: Session, context: Context, names: ir.Table, said: ir.Table) -> ir.Table:
    """Return the names of the lists with `opening`, a code; empty text where nothing is left to say."""
    lines = _lines(session, context)
    names = names.mutate(
        of=(names.step == 0).ifelse(PROMISE, names.ground.fill_null(ANY)),
        known=names.last_contact_on.notnull().ifelse("known", "new"),
        turn=(names["rank"] % 2).cast("int64"),
    )
    names = session.step("names_to_open", names)
    pairs = names.select("customer_id", "rank", "of", "known", "turn", "segment").join(
        lines,
        [
            names.turn == lines.line_turn,
            (lines.line_kind == names.of) | (lines.line_kind == ANY),
            (lines.history == ANY) | (lines.history == names.known),
            (lines.for_segment == "") | (lines.for_segment == names.segment),
        ],
    )
    rest = dt.timedelta(days=context.playbook.openings.rest_days)
    tired = said.filter(said.said_on > ibis.date(context.list_day - rest))
    pairs = pairs.anti_join(tired, ["customer_id", "opening"])
    mixed = (pairs.place_of_line + 1) * (pairs["rank"] + MIX) % MODULUS
    best = [pairs.class_of_line, mixed, pairs.place_of_line]
    order = ibis.window(group_by=pairs.customer_id, order_by=best)
    first = pairs.mutate(place=ibis.row_number().over(order))
    first = session.keep("opened", first.filter(first.place == 0).select("customer_id", "opening"))
    return attach(names.drop("of", "known", "turn"), first)


def _lines(session: Session, context: Context) -> ir.Table:
    """Return the openings in use on the list day, with the class by which they are taken.

    The playbook's own first, then those of the bank's library by their code.
    """
    book = context.playbook
    tones: dict[str, str] = {kind.code: kind.tone for kind in book.signals.kinds}
    used = [one for one in book.openings.lines if one.holds(context.list_day)]
    rows = [(place, one, segment) for place, one in enumerate(used) for segment in one.segments or ("",)]
    own_tone = [one.tone == tones.get(one.kind, one.tone) for _, one, _ in rows]
    shipped = session.small(
        "lines_to_open",
        opening=(Kind.TEXT, [one.code for _, one, _ in rows]),
        line_kind=(Kind.TEXT, [one.kind for _, one, _ in rows]),
        line_turn=(Kind.INTEGER, [one.turn for _, one, _ in rows]),
        history=(Kind.TEXT, [one.history for _, one, _ in rows]),
        for_segment=(Kind.TEXT, [segment for *_, segment in rows]),
        place_of_line=(Kind.INTEGER, [place for place, _, _ in rows]),
        class_of_line=(
            Kind.INTEGER,
            [
                _class(any_reason=one.kind == ANY, any_segment=not segment, in_tone=in_tone)
                for (_, one, segment), in_tone in zip(rows, own_tone, strict=True)
            ],
        ),
    )
    return shipped.union(_library(session, context, tones, after=len(used)))


def _class(*, any_reason: bool, any_segment: bool, in_tone: bool) -> int:
    """Return which openings are taken first: of the reason, of the segment, in the tone of the signal."""
    return 4 * any_reason + 2 * any_segment + (not in_tone)


def _library(session: Session, context: Context, tones: dict[str, str], *, after: int) -> ir.Table:
    """Return the openings of the bank's library in use on the list day, as those of the playbook."""
    rows = session.read(context.extract("library_openings"))
    day = ibis.date(context.list_day)
    rows = rows.filter(rows.valid_from <= day, rows.valid_until.isnull() | (rows.valid_until >= day))
    wanted = rows.about.cases(*tones.items(), else_=rows.tone)
    weights = ((rows.about == ANY, 4), (rows.segment == "", 2), (rows.tone != wanted, 1))
    return rows.select(
        "opening",
        line_kind=rows.about,
        line_turn=rows.turn.cast("int64"),
        history=rows.history,
        for_segment=rows.segment,
        place_of_line=ibis.row_number().over(ibis.window(order_by=rows.opening)).cast("int64") + after,
        class_of_line=sum(holds.ifelse(weight, 0).cast("int64") for holds, weight in weights),
    )
