"""What customers stand by where a list goes by words: by the place of a code among the words, or by a name.

Both are worked out per row, so that no index answers: lists go by them for as many as can be read (ADR 0038).
"""

from django.db.models import F, Func, OuterRef, Subquery
from django.db.models.functions import Coalesce

from tilth.data.models import Generation, PublishedStaff
from tilth.domain import spelt
from tilth.domain.customers.order import PERSON, Rows, Sort
from tilth.domain.ordered import STANDS, place_of


def placed(rows: Rows, sort: Sort, generation: Generation) -> Rows:
    """Return rows with what they stand by, where it is no column of theirs; no query of its own."""
    found: Func | Coalesce
    if sort.codes:
        found = place_of(sort.column, sort.codes)
    elif sort.column == PERSON:
        person = PublishedStaff.objects.filter(generation=generation.pk, staff_id=OuterRef(PERSON))
        found = Coalesce(Subquery(person.values(spelt=spelt.manager())[:1]), F(PERSON))
    else:
        return rows
    return rows.annotate(**{STANDS: found})
