"""Write an entry, send it for approval, decide on it, take it out: four acts, never by one person alone."""

from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from tilth.data.models import LibraryEntry
from tilth.domain import bank, guards
from tilth.domain.acting import Unclear, Who
from tilth.domain.library import spelt
from tilth.domain.refusing import ended, unclear
from tilth.domain.summaries.operations import text
from tilth.kernel.ids import uuid7
from tilth.kernel.sentences import marked as _
from tilth.policy.library import LONGEST, Fault, Written, fault
from tilth.policy.permissions import Action, Thing
from tilth.policy.playbook import Text

_SENTENCES = {
    "blank": _("Nothing is kept: write the sentence in Chinese first."),
    "unasked": _("Nothing is kept: write first what customers say."),
    "unnamed": _("Nothing is kept: write first what it is called, in Chinese."),
    "unpaired": _("Nothing is kept: say for whom it is, what troubles them, and what they have from it."),
    "unsourced": _("Nothing is kept: evidence names its source, and the day of its figures, which has come."),
    "unbundled": _("Nothing is kept: a bundle names its products, its price and the segments it is for."),
    "unlearned": _("Nothing is kept: say what was learned from it."),
    "recognised": _("Nothing is kept: somebody can be recognised in it. Leave out names and numbers."),
    "unowned": _("Nothing is kept: say in at most 60 characters who answers for it."),
    "banned": _(
        "Nothing is kept: it says “{word}”. An entry neither promises, praises nor urges: say what is known,"
        " and ask."
    ),
    "unfilled": _("Nothing is kept: for this reason nobody fills in “{word}”. It can name: {allowed}."),
    "plain": _("Nothing is kept: for this reason nobody fills in “{word}”: write the sentence without it."),
    "backwards": _("Nothing is kept: the last day lies before the first."),
    "over": _("Nothing is kept: the last day is over already."),
}
_TOO_LONG = _("Nothing is kept: a sentence has at most 200 characters.")
_GONE = _("Nothing is changed: this entry is not there, or somebody has dealt with it already.")


def worded(*, zh: str, en: str) -> Text:
    """Return a text as it is kept; without English the Chinese stands for both. Raises Unclear."""
    told = [" ".join(text(one).split()) for one in (zh, en)]
    if max(map(len, told)) > LONGEST:
        raise Unclear(_TOO_LONG)
    return Text(zh=told[0], en=told[1] or told[0]) if told[0] else Text(zh="", en="")


@transaction.atomic
def write(
    who: Who,
    one: Written,
    *,
    instead: UUID | None = None,
    of: UUID | None = None,
    send: bool = False,
) -> LibraryEntry:
    """Keep an entry as a draft, and send it for approval where asked.

    `instead`: the own draft that it takes the place of; `of`: the approved entry of which it is a new
    version. What is sent twice is kept once. Raises NotAllowedError, Unclear.
    """
    guards.allowed(who.by, Thing.LIBRARY, Action.CREATE)
    if wrong := fault(one, bank.playbook_of(who.generation.business_date), today=who.today):
        raise _refused(wrong)
    there = LibraryEntry.objects.filter(pk=who.key, written_by=who.by).first() if who.key else None
    if there is not None:
        return there
    before = _of(of, one.kind)
    if instead is not None:
        draft = _held(instead)
        if draft.written_by_id != who.by.pk or draft.state_on(who.today) != "draft":
            raise Unclear(_GONE)
        _end(draft, who)
        before = before or (draft.first if draft.first != draft.pk else None)
    texts, key = spelt.searched(one), who.key or uuid7()
    row = LibraryEntry(
        id=key,
        first=before or key,
        detail=dict(one.detail),
        searched=texts,
        grams=spelt.grams(texts),
        **{name: getattr(one, name) for name in ("kind", "about", "manner", "history", "segment", "owner")},
        turn=_turn(one) if one.kind == "opening" else 0,
        text_zh=one.text.zh,
        text_en=one.text.en,
        says_zh=one.says.zh,
        says_en=one.says.en,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        written_by=who.by,
        created_at=who.at,
        sent_at=who.at if send else None,
        why="",
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def send(who: Who, entry: UUID) -> LibraryEntry:
    """Send an own draft for approval. Raises NotAllowedError, Unclear."""
    guards.allowed(who.by, Thing.LIBRARY, Action.CREATE)
    row = _held(entry)
    if row.written_by_id != who.by.pk or row.state_on(who.today) != "draft":
        raise Unclear(_GONE)
    if row.valid_until is not None and row.valid_until < who.today:
        raise Unclear(_SENTENCES["over"])
    row.sent_at = who.at
    row.save(update_fields=["sent_at"])
    return row


@transaction.atomic
def decide(who: Who, entry: UUID, *, approve: bool, why: str) -> LibraryEntry:
    """Approve what another wrote, or decline it with a reason. Raises NotAllowedError, Unclear."""
    guards.allowed(who.by, Thing.LIBRARY, Action.UPDATE)
    row, reason = _held(entry), text(why)
    if row.written_by_id == who.by.pk:
        raise Unclear(_("Nothing is decided: nobody approves what they wrote."))
    if row.state_on(who.today) != "proposed":
        raise Unclear(_GONE)
    if not approve and not reason:
        raise Unclear(_("Nothing is decided: say why it is declined, so that it can be written better."))
    if approve and row.valid_until is not None and row.valid_until < who.today:
        raise Unclear(_("Nothing is decided: its last day is over already."))
    row.approved, row.decided_by, row.decided_at, row.why = approve, who.by, who.at, reason
    row.version = _counted(row, who) if approve else None
    row.save(update_fields=["approved", "decided_by", "decided_at", "why", "version"])
    return row


def _counted(row: LibraryEntry, who: Who) -> int:
    """Return the number of a version that begins, and let those before it stand until its first day."""
    of = row.first or row.pk
    same = LibraryEntry.objects.filter(Q(first=of) | Q(pk=of), approved=True).exclude(pk=row.pk)
    earlier = list(same.select_for_update(of=("self",)))
    begins = max(row.valid_from, who.today)
    for one in earlier:
        if one.ended_at is None and (one.replaced_on is None or one.replaced_on > begins):
            one.replaced_on = begins
            one.save(update_fields=["replaced_on"])
    return 1 + max((one.version or 1 for one in earlier), default=0)


def _of(entry: UUID | None, kind: str) -> UUID | None:
    """Return the first version of an entry, whose next one is written; None where none is named."""
    if entry is None:
        return None
    row = LibraryEntry.objects.filter(pk=entry, approved=True, kind=kind).first()
    if row is None:
        raise Unclear(_GONE)
    return row.first or row.pk


@transaction.atomic
def end(who: Who, entry: UUID) -> LibraryEntry:
    """Take an entry out: from now on nobody is shown it. Raises NotAllowedError, Unclear."""
    guards.allowed(who.by, Thing.LIBRARY, Action.LIST)
    row = _held(entry)
    if row.ended_at is not None:
        raise ended(f"Library entry {entry} was taken out already.")
    if row.approved is None and row.written_by_id != who.by.pk:
        raise Unclear(_("Nothing is changed: a draft is taken out by whoever wrote it."))
    _end(row, who)
    return row


def _end(row: LibraryEntry, who: Who) -> None:
    row.ended_by, row.ended_at = who.by, who.at
    row.save(update_fields=["ended_by", "ended_at"])


def _held(entry: UUID) -> LibraryEntry:
    found = LibraryEntry.objects.filter(pk=entry).select_for_update(of=("self",)).first()
    if found is None:
        raise Unclear(_GONE)
    return found


def _turn(one: Written) -> int:
    """Return the turn that has fewer openings of the reason, so that neighbours on a list find one each."""
    rows = LibraryEntry.objects.filter(kind="opening", about=one.about, ended_at=None)
    held = dict(rows.order_by().values_list("turn").annotate(n=Count("pk")))
    return int(held.get(1, 0) < held.get(0, 0))


def _refused(wrong: Fault) -> Unclear:
    if wrong.code == "unknown":
        return unclear(f"{wrong.word!r} is none of {', '.join(wrong.allowed)}.")
    code = "plain" if wrong.code == "unfilled" and not wrong.allowed else wrong.code
    allowed = " ".join(f"{{{one}}}" for one in wrong.allowed)
    return Unclear(
        _SENTENCES[code], word=f"{{{wrong.word}}}" if code != "banned" else wrong.word, allowed=allowed
    )
