"""The acts of one whole day of a manager: who is called how, what is written down, ended and summed up."""

import datetime as dt
import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from browser import by_keyboard as keys
from browser.by_keyboard import SILENT, TALK, Call
from support import figures
from tilth.data import models

THURSDAY, FRIDAY, MONDAY = dt.date(2026, 11, 19), dt.date(2026, 11, 20), dt.date(2026, 11, 23)
"""Days of the pages: the night of Wednesday is worked on Thursday, that of Thursday on Friday."""
FROM_HEAD_OFFICE = "「我现在在忙」"
"""An objection of the library, which head office wrote and compliance approved."""
DEMAND, ASKED, REPORTED = "想要一只更大的保管箱", "问清保管箱库存", "明早先确认下午三点的预约。"


def listed(page: Page) -> list[str]:
    """Return the names of the own list that wait, in its order."""
    return page.locator("#today [aria-labelledby=list-title] [data-row] .l1 a").all_inner_texts()


def undated(page: Page) -> list[str]:
    """Return those of them who are listed for no day of their own: nothing matures, no birthday is near."""
    rows = page.locator("#today [aria-labelledby=list-title] [data-row]").all()
    free = [row for row in rows if not re.search("到期|生日", row.inner_text())]
    return [row.locator(".l1 a").inner_text() for row in free]


@dataclass(frozen=True)
class Names:
    """Who of Anna's list is called how on Thursday; all the others are simply talked to."""

    meets: str
    papers: str
    offer: str
    cared: str
    later: str
    wrong: str
    promised: str
    plain: str
    passed: str
    away: str
    silent: tuple[str, str]

    def call(self, name: str) -> Call:
        """Return what is recorded of a name."""
        friday, monday = FRIDAY.isoformat(), MONDAY.isoformat()
        return {
            self.meets: Call("223", day=friday, hour="15:00", place="branch"),
            self.papers: Call("143", day=friday),
            self.offer: Call("153", day=monday),
            self.later: Call("713", day=monday, hour="10:00"),
            self.wrong: Call("57"),
            self.promised: Call("133", day=friday),
            **dict.fromkeys(self.silent, SILENT),
        }.get(name, TALK)


def cast(page: Page) -> Names:
    """Choose who is called how: the first names have a day of their own, of the others none has."""
    later, wrong, promised, plain, passed, away, *silent = undated(page)[:8]
    meets, papers, offer, cared = listed(page)[:4]
    return Names(
        meets, papers, offer, cared, later, wrong, promised, plain, passed, away, (silent[0], silent[1])
    )


def calls_all_of_them(page: Page, names: Names) -> None:
    """Eighteen of the list, one passed over and one put off; then two who rang up: twenty calls."""
    page.keyboard.press("l")
    expect(page.locator("#drawer [name=outcome]").first).to_be_focused()  # it is open, not only there
    expect(page.locator("#drawer .hear")).to_contain_text(FROM_HEAD_OFFICE)
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    while page.locator("[data-now]").count():
        name = keys.current(page)
        if name == names.passed:
            keys.pass_over(page, name)
        elif name == names.away:
            keys.put_off(page, name)
        else:
            keys.call(page, name, names.call(name))
    own = models.PublishedCustomer.objects.unscoped().filter(
        rm_id=models.User.objects.get(username="anna").staff_id, kind="person", list_rank=None, closed_on=None
    )
    for customer in own.order_by("customer_id")[:2]:
        keys.quick_record(page, customer.name or "", TALK)


def writes_down(page: Page, asks: str, cared: str) -> None:
    """A service memo, a task of her own for today, and a care plan that begins tomorrow."""
    keys.write_down(page, asks, "登记诉求", demand=DEMAND, due_on=FRIDAY.isoformat())
    keys.write_down(page, asks, "加任务", step="other", text=ASKED, due_on=THURSDAY.isoformat())
    care = {"every": "week_1", "starts_on": FRIDAY.isoformat(), "ends_on": "", "about": "每周一次电话"}
    keys.write_down(page, cared, "设定计划", **care)


def ends_what_is_due(page: Page, names: Names) -> str:
    """A follow-up of the night and the task are done, two calls moved at once; return whom it was about."""
    lines = keys.due(page)
    follow_up = page.locator("#due [data-due=follow_up]", has_text="购买后")
    name = follow_up.locator(".l1 a").inner_text()
    follow_up.locator("summary").press("Enter")
    follow_up.locator("textarea").fill("到期日已再说明")
    follow_up.locator("form [type=submit]").press("Enter")
    expect(follow_up).to_have_count(0)
    lines.filter(has_text=ASKED).get_by_role("button", name="完成").press("Enter")
    expect(lines.filter(has_text=ASKED)).to_have_count(0)
    keys.choose(page, names.silent)
    page.locator("#several-day").fill(MONDAY.isoformat())
    page.get_by_role("button", name="所选：改期").press("Enter")
    expect(page.locator("#told")).to_contain_text("2 项已改到 11-23 周一")
    page.goto(f"/due/day/?day={FRIDAY.isoformat()}")
    expect(page.locator("[data-hour='15:00']")).to_contain_text(names.meets)
    expect(page.locator("[data-hour='09:00']")).to_contain_text(names.away)
    return name


def closes_the_day(page: Page, head: Page) -> None:
    """Rings, summary and the rows behind its numbers say the same; the branch head reads it."""
    page.goto("/")
    rings = {one.code: int(one.value) for one in figures.on("/", page.locator(".t-quota").inner_html())}
    page.get_by_role("link", name="日终小结").first.press("Enter")
    page.wait_for_url("**/today/summary/")
    walked = list(figures.walk(lambda address: page.request.get(address).text(), ["/today/summary/"]))
    assert [str(fault) for _shown, fault in walked if fault] == []
    day = {shown.code: int(shown.value) for shown, _fault in walked}
    assert (rings["dialled"], day["work_dialled"], day["work_skipped"], day["waiting"]) == (18, 20, 1, 2)
    assert (day["work_appointed"], day["work_noted"], day["work_kept"], day["work_broken"]) == (1, 1, 1, 0)
    assert day["work_promised"] == 4, day  # three in talks, and the task
    same = ("work_contacts", "work_familiar", "work_unfamiliar")
    assert [rings[code] for code in same] == [day[code] for code in same]
    assert day["work_contacts"] == 16
    page.locator("#id_body").press("Control+End")
    page.keyboard.insert_text(f"\n\n{REPORTED}")
    page.get_by_role("button", name="发给主管").press("Enter")
    expect(page.locator("main")).to_contain_text("已发送")
    head.goto("/team/summaries/")
    expect(head.locator("main")).to_contain_text(REPORTED)
