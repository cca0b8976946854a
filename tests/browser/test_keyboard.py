"""The keyboard in Chromium: the palette, the keys of every page, input methods, what Esc closes."""

from playwright.sync_api import Page, expect

from browser.test_workday import serious


def selected(page: Page) -> str:
    return page.locator("#palette [role=option][aria-selected=true]").inner_text()


def test_the_palette_finds_by_initials_and_opens_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Control+k")
    field = page.locator("#palette-q")
    expect(field).to_be_focused()
    page.keyboard.type("zmh")
    expect(page.locator("#palette [role=option]").first).to_contain_text("周敏华")
    expect(field).to_have_attribute("aria-activedescendant", "pal-p1")
    assert serious(page) == []
    page.keyboard.press("ArrowDown")
    expect(page.locator("#palette [role=option][aria-selected=true]")).to_have_text("打开全景")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/customers/C00000/")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_contain_text("最近打开")
    assert "周敏华" in selected(page)
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()


def test_while_an_input_method_composes_nothing_listens(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/palette/" in request.url else None)
    page.keyboard.press("Control+k")
    expect(page.locator("#palette [role=option]").first).to_be_visible()
    asked.clear()
    method = page.context.new_cdp_session(page)
    for part in ("zh", "zhou", "zhou min"):
        method.send(
            "Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)}
        )
    page.evaluate(
        """for (const key of ["Enter", "ArrowDown", "Escape"])
            document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, isComposing: true }))"""
    )
    expect(page.locator("#palette")).to_be_visible()
    page.wait_for_function("document.getElementById('palette-q').value === 'zhou min'")
    page.clock.install()
    page.clock.run_for(2000)
    assert asked == []
    method.send("Input.insertText", {"text": "周敏"})
    page.clock.run_for(2000)
    expect(page.locator("#palette mark").first).to_have_text("周敏")
    assert len(asked) == 1


def test_single_keys_move_jump_and_rest_while_writing(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/customers/")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("gtn?")
    assert page.input_value("#search") == "gtn?"
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.url.split("?")[0].endswith("/customers/")


def test_the_table_of_keys_opens_and_focus_returns(page: Page) -> None:
    opener = page.locator(".t-top summary").last
    opener.focus()
    page.keyboard.press("?")
    help_ = page.locator("#help")
    expect(help_).to_be_visible()
    expect(help_).to_contain_text("关闭最上层")
    assert serious(page) == []
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate(
        "document.activeElement === document.body || !!document.activeElement.closest('#help')"
    )
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    expect(opener).to_be_focused()


def test_escape_closes_the_topmost_layer_only(page: Page) -> None:
    page.click("[data-now] .rec")
    expect(page.locator("#drawer form")).to_be_visible()
    page.locator(".t-top summary").last.click()
    page.keyboard.press("Escape")
    expect(page.locator(".t-top .t-dropped").last).to_be_hidden()
    expect(page.locator("#drawer form")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()


def test_quick_record_picks_somebody_and_opens_the_drawer(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.type("zsf")
    expect(page.locator("#palette [role=option]").first).to_contain_text("郑淑芬")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer form")).to_contain_text("郑淑芬")
    expect(page.locator("#drawer [name=outcome]").first).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator("#drawer [name=outcome]").nth(1)).to_be_checked()
