"""How many rows there are, as far as a page counts them: a region costs no more than a branch."""

from django.db.models import IntegerField, Subquery

COUNTED = 1_000
"""Beyond this many a page says "more"."""


class Rows(Subquery):
    """How many rows a queryset has."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
