"""The addresses of what is due."""

from django.urls import URLPattern, path

from tilth.web.addresses import OF_CUSTOMER
from tilth.web.due import acts, board, feed, invitation, moving, several, views
from tilth.web.due.calendar import day, files, month, week


def addresses() -> list[URLPattern]:
    """Return them all."""
    return [
        path("due/", views.index, name="due"),
        path("calendar/<slug:secret>.ics", feed.feed, name="calendar_feed"),
        path("due/several/", several.several, name="due_several"),
        path("due/board/", board.index, name="due_board"),
        path("due/day/", day.day, name="due_day"),
        path("due/week/", week.week, name="due_calendar"),
        path("due/week/file/", files.week_file, name="due_week"),
        path("due/month/", month.month, name="due_month"),
        path(f"{OF_CUSTOMER}due/<slug:subject>/<uuid:row>/file/", files.item_file, name="due_file"),
        path(f"{OF_CUSTOMER}due/task/<uuid:row>/invitation/", invitation.invitation, name="due_invitation"),
        path(f"{OF_CUSTOMER}due/task/<uuid:row>/move/", moving.move, name="due_move"),
        path(f"{OF_CUSTOMER}due/task/<uuid:row>/move-back/", moving.move_back, name="due_move_back"),
        *acts.addresses(),
    ]
