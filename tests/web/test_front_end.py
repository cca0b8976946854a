"""What the build of the front end keeps, and that every icon named on a page is in the sprite."""

import re

from tilth.policy.subjects import DECLARED
from tilth.web import labels, shell
from tilth.web.levels import track
from tilth.web.reasons import chips
from web.conftest import ROOT, script

WEB = ROOT / "src/tilth/web"
subset = script("tabler_subset").subset


def test_only_rules_of_used_classes_stay() -> None:
    css = ".btn,.modal{a:1}.btn .modal{b:2}body{c:3}.btn:not(.modal,.card){d:4}/* .x{} */.btn:hover{e:5}"
    assert subset(css, {"btn"}).split("\n") == [".btn{a:1}", "body{c:3}", ".btn:hover{e:5}"]


def test_nested_rules_are_read_and_empty_ones_dropped() -> None:
    css = "@media print{.btn{a:1}.modal{b:2}}@media screen{.modal{b:2}}@font-face{src:url(x)}.btn{f:6}"
    assert subset(css, {"btn"}).split("\n") == ["@media print{.btn{a:1}}", ".btn{f:6}"]


def test_selectors_with_nested_brackets_stay_whole() -> None:
    css = "a:not(b,:has(c,d)) e,.modal{a:1}"
    assert subset(css, set()) == "a:not(b,:has(c,d)) e{a:1}"


def named() -> set[str]:
    in_templates = {
        name
        for path in sorted(WEB.rglob("*.html"))
        for name in re.findall(r"\bicon\(\"([a-z0-9-]+)\"", path.read_text("utf-8"))
    }
    in_code = {
        name
        for path in sorted(WEB.rglob("*.py"))
        for name in re.findall(r"icon=\"([a-z0-9-]+)\"", path.read_text("utf-8"))
    }
    in_chips = {icon for _tone, icon, _writer in chips._CHIPS.values()} | {"clock-exclamation", "coins"}
    in_menu = {place.icon for place in shell.PLACES}
    of_subjects = {one.icon for one in DECLARED}
    by_code = {*labels.CATEGORY_ICONS.values(), *track.ICONS.values()}
    return in_templates | in_code | in_chips | in_menu | of_subjects | by_code


def test_the_sprite_holds_exactly_the_icons_that_pages_name() -> None:
    listed = (WEB / "frontend/icons.txt").read_text("utf-8").split()
    assert listed == sorted(listed)
    assert set(listed) == named()
