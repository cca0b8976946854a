"""What customers stand by where a list goes by words: by the place of a code among the words, or by a name.

Both are worked out per row, so that no index answers: lists go by them for as many as can be read (ADR 0038).
"""

from tilth.data.models import Generation
from tilth.domain import spelt
from tilth.domain.customers.order import PERSON, Rows, Sort
from tilth.domain.ordered import STANDS, place_of


def placed(rows: Rows, sort: Sort, generation: Generation) -> Rows:
    """Return rows with what they stand by, where it is no column of theirs; no query of its own."""
    if sort.codes:
        return rows.annotate(**{STANDS: place_of(sort.column, sort.codes)})
    if sort.column == PERSON:
        return rows.annotate(**{STANDS: spelt.of_manager(generation, PERSON)})
    return rows
