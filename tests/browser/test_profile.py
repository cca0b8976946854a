"""The profile is written by keyboard: in its place, kept while it is written, never over another."""

from playwright.sync_api import Page, expect

from browser.test_morning import committed
from tilth.data import models
from web import bank

HERE = "/customers/C00001/profile/"


def test_an_item_is_written_in_its_place_and_a_colleague_is_not_overwritten(
    page: Page, served: tuple[str, bank.Bank]
) -> None:
    url, house = served
    page.goto(f"{url}{HERE}")
    page.locator("#group-style").get_by_role("link", name="沟通风格").press("Enter")
    value = page.locator("#detail_talks_value")
    expect(value).to_be_focused()
    value.select_option("detail")
    page.locator("#item-talks").get_by_role("button", name="保存").press("Enter")
    row = page.locator("#item-talks")
    expect(row).to_contain_text("讲究细节")
    expect(row.locator("form")).to_have_count(1)  # the writer's own take back, and no form of the item
    expect(row.locator("a.edit")).to_be_focused()

    page.locator("#group-likes").get_by_role("link", name="参加的社团").press("Enter")
    words = page.locator("#detail_clubs_value")
    words.fill("周四的合唱团")
    page.goto(f"{url}{HERE}?item=clubs")
    expect(words).to_have_value("周四的合唱团")
    committed(
        lambda: models.Detail.objects.create(
            customer_id="C00001",
            staff_id="S1",
            made_by=house.manager,
            made_at=bank.MORNING,
            kind="likes",
            item="clubs",
            value="书法社",
            source="visit",
            learned_on=bank.DAY,
        )
    )
    page.locator("#item-clubs").get_by_role("button", name="保存").press("Enter")
    expect(page.locator("#item-clubs [role=alert]:visible")).to_contain_text("有人刚刚改过这一项")
    expect(page.locator("#item-clubs")).to_contain_text("书法社")
    expect(words).to_have_value("周四的合唱团")
    page.locator("#item-clubs").get_by_role("button", name="保存").press("Enter")
    expect(page.locator("#item-clubs")).to_contain_text("周四的合唱团")
    expect(words).to_have_count(0)
    page.goto(f"{url}{HERE}?item=clubs")
    expect(page.locator("#item-clubs [data-draft-note]")).to_be_hidden()

    trait = page.locator("#item-price_sensitive")
    for said in ("对价格敏感", "对价格敏感：否", "对价格敏感：未知"):
        trait.get_by_role("button").press("Enter")
        expect(trait.get_by_role("button")).to_have_text(said)
