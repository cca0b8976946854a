"""Who asks for pages in the benchmarks: managers spread over the bank, a branch head, a region's head."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tilth.data.models import Generation, User

MANAGERS = 100


def generation() -> "Generation":
    """Return the published night; SystemExit where there is none."""
    from tilth.access import generations

    found = generations.current()
    if found is None:
        raise SystemExit("nothing is published yet")
    return found


def managers(most: int = MANAGERS) -> list["User"]:
    """Return accounts of managers spread evenly over the bank, made where missing."""
    staff = _staff("rm", "wealth")
    chosen = staff[:: max(1, len(staff) // most)][:most]
    return [_account(number, "rm") for number in chosen]


def heads() -> dict[str, "User"]:
    """Return the head of a branch and the head of the region above most customers, below the whole bank."""
    from tilth.access import scopes
    from tilth.data.models import PublishedBranch, PublishedCustomer

    found, night = {}, generation()
    paths = dict(
        PublishedBranch.objects.filter(generation=night.pk).values_list("branch_id", "path").order_by()
    )
    staffed = {branch: number for number, branch in _staff_of("branch_head")}
    below = {top: [one for one, path in paths.items() if top in path] for top in staffed}
    narrow = [top for top in staffed if len(below[top]) == 1]
    wide = max((top for top in staffed if len(below[top]) < len(paths)), key=lambda top: len(below[top]))
    found["branch head"] = _account(staffed[narrow[0] if narrow else wide], "branch_head")
    found["region head"] = _account(staffed[wide], "region_head")
    for name, user in found.items():
        branches = scopes.of(user, night).branches
        number = (
            PublishedCustomer.objects.unscoped().filter(generation=night.pk, branch_id__in=branches).count()
        )
        print(f"{name}: {len(branches)} branches, {number:,} customers")
    return found


def _staff(*roles: str) -> list[str]:
    from tilth.data.models import PublishedStaff

    rows = PublishedStaff.objects.filter(generation=generation().pk, role__in=roles, active=True)
    return list(rows.order_by("staff_id").values_list("staff_id", flat=True))


def _staff_of(role: str) -> list[tuple[str, str]]:
    from tilth.data.models import PublishedStaff

    rows = PublishedStaff.objects.filter(generation=generation().pk, role=role, active=True)
    return list(rows.order_by("-staff_id").values_list("staff_id", "branch_id"))


def _account(number: str, role: str) -> "User":
    from tilth.data.models import User

    known = User.objects.filter(staff_id=number).first()
    return known or User.objects.create_user(f"bench-{number}", role=role, name=number, staff_id=number)
