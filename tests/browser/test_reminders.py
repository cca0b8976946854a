"""A remark becomes a reminder while a note is written: the next step first, a task beside it (REC-04)."""

import datetime as dt

from playwright.sync_api import Page, expect

from browser.test_workday import serious
from tilth.data import models


def test_a_remark_is_the_next_step_and_another_one_a_task(page: Page) -> None:
    page.click("[data-now] [data-key=l]")
    form = page.locator("#drawer form")
    form.get_by_label("接通", exact=True).check()
    form.get_by_label("强", exact=True).check()
    form.locator("#id_content").press_sequentially("8月底到期")
    first = form.locator("#reminders [data-remind]")
    expect(first).to_have_count(1)
    first.check(force=True)
    expect(form.locator("#id_next_step_on")).to_have_value("2026-08-31")
    expect(form.locator("#id_next_step")).to_have_value("8月底到期")
    expect(first).to_be_disabled()
    form.locator("#id_content").press_sequentially("。国庆后再谈")
    both = form.locator("#reminders [data-remind]")
    expect(both).to_have_count(2)
    expect(both.first).to_be_disabled()
    both.nth(1).check(force=True)
    assert serious(page) == []
    form.get_by_role("button", name="保存，看下一位").click()
    expect(page.locator("#drawer")).to_be_hidden()
    made = models.Task.objects.unscoped().filter(step="other", voided_at=None).order_by("due_on")
    assert [(one.text, one.due_on) for one in made] == [
        ("8月底到期", dt.date(2026, 8, 31)),
        ("国庆后再谈", dt.date(2026, 10, 8)),
    ]
