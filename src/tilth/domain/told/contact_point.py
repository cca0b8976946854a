"""Contact points: what fits a kind, and what is there already."""

import datetime as dt
from uuid import UUID

from tilth.access import personal, visibility
from tilth.data.models import ContactPoint, PublishedCustomer
from tilth.domain.acting import Acting, Unclear
from tilth.domain.contact_points import queries
from tilth.domain.contact_points.queries import Points
from tilth.domain.refusing import ChangedError
from tilth.kernel import ids, telephones
from tilth.kernel.sentences import marked as _
from tilth.policy.codes import NUMBERS
from tilth.policy.subjects import contact_point as points

_WRONG = {
    "mobile": _("Write a mobile with its 11 digits, or with + and the country where it is of another."),
    "phone": _("Write a landline with its area code, such as 0571-86421350; with + one of another country."),
    "fax": _("Write a fax number with its area code, such as 0571-86421350; with + one of another country."),
    "email": _("Write an e-mail address such as name@example.com."),
    "wechat": _("Write a WeChat name of 6 to 20 letters and digits, or the number that it goes by."),
    "address": _("Write the address in one line of 5 to 200 letters."),
    "messenger": _("Write the messenger and the name in it, in at most 60 letters."),
}


def written_as(kind: str, value: str, postcode: str) -> str:
    """Return a value as it is stored; Unclear for one that cannot be of its kind."""
    found = points.spelled(kind, value)
    if not points.fits(kind, found):
        raise Unclear(_WRONG[kind])
    if postcode and kind != points.ADDRESS:
        raise Unclear(_("Only an address has a postal code: leave it empty."))
    if postcode and not points.fits_postcode(postcode):
        raise Unclear(_("Write the postal code with its six digits, or none."))
    return found


def check_hours(begins: dt.time | None, until: dt.time | None) -> None:
    """Raise Unclear unless hours that suit have a begin before their end, or are not told at all."""
    if (begins is None) != (until is None):
        raise Unclear(_("Say from when until when it suits best, or leave both empty."))
    if begins is not None and until is not None and begins >= until:
        raise Unclear(_("The time that suits best ends after it begins: write the earlier hour first."))


def of_customer(at: Acting) -> Points:
    """Return the customer's contact points as they stand."""
    rows = list(at.rows(ContactPoint).order_by("-made_at", "-id")[: queries.MOST])
    return queries.sorted_out(rows, today=at.today)


def corrected(there: Points, instead: str) -> ContactPoint | None:
    """Return the one that is to be corrected; none where nothing is. ChangedError for one that is past."""
    if not instead:
        return None
    key = ids.read(instead)
    found = next((one for one in there.holds if one.pk == key), None)
    if found is None:
        raise meanwhile()
    return found


def meanwhile() -> ChangedError:
    """Return the refusal to correct what somebody else has corrected or ended unseen."""
    return ChangedError(
        _("Somebody changed this meanwhile: look at what stands there now, then send it again.")
    )


def stands(at: Acting, row: ContactPoint) -> None:
    """Raise ChangedError where a contact point no longer stands."""
    if row.pk not in {one.pk for one in of_customer(at).holds}:
        raise meanwhile()


def index_of(kind: str, value: str) -> str | None:
    """Return the blind index of a number to be called, without its extension; None for anything else."""
    return personal.indexes("mobile", telephones.line(value))[0] if kind in NUMBERS else None


def unknown(at: Acting, there: Points, kind: str, value: str, *, but: UUID | None) -> None:
    """Raise Unclear where a value stands there already, told or of the core system; `but` is corrected."""
    if any(one.kind == kind and one.value == value and one.pk != but for one in there.holds):
        raise Unclear(_("This stands there already: correct the line that is there."))
    if kind in NUMBERS and _of_core(at, value):
        raise Unclear(_("The core system has this number already: it stands there."))


def _of_core(at: Acting, value: str) -> bool:
    """Say whether the core system has a number."""
    indexes = {tag: personal.indexes(tag, telephones.line(value)) for tag in ("mobile", "number_line")}
    mine = visibility.visible(PublishedCustomer, at.who.by, at.who.generation)
    row = mine.filter(customer_id=at.customer.customer_id).values("mobile_index", "phone_line_index").get()
    return row["mobile_index"] in indexes["mobile"] or row["phone_line_index"] in indexes["number_line"]
