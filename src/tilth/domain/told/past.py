"""What is no longer so: a record that ends on a day and stays to be read."""

from typing import TYPE_CHECKING, Any, TypeVar, cast

from tilth.domain.acting import Acting, Unclear
from tilth.kernel.sentences import marked as _

if TYPE_CHECKING:
    from tilth.data.records import Record

R = TypeVar("R", bound="Record")


def outdated(at: Acting, row: R) -> R:
    """End a record with a column `outdated_on` today; Unclear for one that has ended."""
    ending = cast("Any", row)
    if ending.outdated_on is not None:
        raise Unclear(_("This is past already: nothing was changed."))
    ending.outdated_on = at.today
    return at.changed(row)
