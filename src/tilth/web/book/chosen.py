"""Which branch an address asks for."""

from django.http import Http404, HttpRequest

from tilth.domain.book.model import Branch


def branch(request: HttpRequest, branches: tuple[Branch, ...]) -> Branch:
    """Return the branch that was asked for, else the top one; Http404 for one out of sight."""
    wanted = request.GET.get("branch", "")
    found = next((one for one in branches if one.branch_id == wanted), None) if wanted else branches[0]
    if found is None:
        raise Http404
    return found
