"""Whatever the tree of branches looks like, a branch's interval holds exactly the branches below it."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import published
from tilth.data import models

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NAMES = ("A", "AA", "B", "a", "b", "支行", "分行", "Z")


def path_up(parents: dict[str, str | None], branch: str) -> list[str]:
    """Return the way up as the night tells it: until nothing is above, or a branch comes again."""
    path: list[str] = []
    above: str | None = branch
    while above in parents and above not in path:
        path.append(above)
        above = parents[above]
    return path


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parents=st.dictionaries(st.sampled_from(NAMES), st.none() | st.sampled_from((*NAMES, "gone")), min_size=1)
)
def test_an_interval_holds_a_branch_and_all_below_it(db: None, parents: dict[str, str | None]) -> None:
    """Trees, several of them, circles, also of one branch, and parents that the feed does not know."""
    with transaction.atomic():
        night = published.generation()
        paths = {branch: path_up(parents, branch) for branch in parents}
        models.PublishedBranch.objects.bulk_create(
            models.PublishedBranch(
                generation=night.pk, branch_id=branch, name=branch, parent_id=parents[branch], path=path
            )
            for branch, path in paths.items()
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT tilth_number_branches(%s, 'published_branch')", [night.pk])
        rows = list(models.PublishedBranch.objects.filter(generation=night.pk))
        for above in rows:
            held = {one.branch_id for one in rows if above.branch_no <= one.branch_no <= above.branch_last}
            assert held == {branch for branch, path in paths.items() if above.branch_id in path}
        transaction.set_rollback(True)
