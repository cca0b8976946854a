"""What templates do with what is missing, wrong or hostile: designed answers, in tests and on a server."""

import logging
import os
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist, engines
from django.test import RequestFactory
from django.utils import translation

from tilth.web.templating import messages
from tilth.web.templating.backend import Environment, environment
from web.conftest import ROOT

TEMPLATES = ROOT / "src/tilth/web/templates"
HOSTILE = (
    "<script>alert(1)</script>",
    "\u202eevil\u2066",
    "王" * 200,
    '" onload="x',
    "{{ 7 * 7 }} %(name)s %d",
)


def made(**files: str) -> Environment:
    loader = jinja2.ChoiceLoader([jinja2.DictLoader(files), jinja2.FileSystemLoader(TEMPLATES)])
    return environment(loader=loader, autoescape=True)


def written(text: str, **values: object) -> str:
    return made(page=text).get_template("page").render(values)


def test_of_nothing_there_is_nothing_and_an_unknown_name_is_an_error() -> None:
    page = SimpleNamespace(stopped=None)
    assert written("{% if page.stopped.day %}stopped{% else %}fine{% endif %}", page=page) == "fine"
    assert written("({{ page.stopped }}{{ page.stopped.day }}{{ 0 }})", page=page) == "(0)"
    with pytest.raises(jinja2.UndefinedError, match="'toast' is undefined"):
        written("{{ toast }}")
    with pytest.raises(jinja2.UndefinedError, match="has no attribute 'stoped'"):
        written("{{ page.stoped }}", page=page)


def test_a_server_notes_what_is_missing_and_leaves_it_blank(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(settings, "TILTH_STRICT_TEMPLATES", False)
    with caplog.at_level(logging.WARNING):
        assert written("a{{ toast }}b") == "ab"
    assert "toast" in caplog.text


def test_a_component_called_without_an_argument_says_which() -> None:
    call = '{% from "components/empty.html" import empty %}{{ empty() }}'
    with pytest.raises(jinja2.UndefinedError, match="parameter 'title' was not provided"):
        written(call)


def test_a_component_called_with_an_argument_it_has_not_says_so() -> None:
    call = '{% from "components/empty.html" import empty %}{{ empty(title="x", colour="red") }}'
    with pytest.raises(TypeError, match="takes no keyword argument 'colour'"):
        written(call)


@pytest.mark.parametrize("name", HOSTILE)
def test_values_stay_text_wherever_they_are_put(name: str) -> None:
    text = written(
        '<a title="{{ name }}">{{ name }}</a>{% trans name=name %}For {{ name }}{% endtrans %}'
        '{% from "components/empty.html" import empty %}{{ empty(title=name) }}',
        name=name,
    )
    assert "<script" not in text
    assert '" onload' not in text
    assert "49" not in text
    if name.isalpha():
        assert text.count(name) == 4


def test_a_translation_with_a_placeholder_too_many_is_said_as_written(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(translation, "gettext", lambda _text: "%(nom)s %(name)s")
    said = messages.gettext("A text of this test for %(name)s", name="<Li>")
    assert said == "A text of this test for &lt;Li&gt;"
    assert "placeholders that do not fit" in caplog.text


def test_a_fragment_that_a_page_lacks_is_named() -> None:
    [engine] = engines.all()
    with pytest.raises(TemplateDoesNotExist, match=r"index\.html has no block nothing"):
        engine.get_template("customers/index.html#nothing")


def test_the_token_of_a_page_is_made_once_and_only_for_a_form() -> None:
    [engine] = engines.all()
    page = engine.from_string("{{ csrf_input }}{{ csrf_token }}{{ csrf_input }}")
    request = RequestFactory().get("/")
    text = type(engine.get_template("errors/error.html"))(page.template, engine).render({}, request)
    token = request.META["CSRF_COOKIE"]
    assert token
    assert text.count("csrfmiddlewaretoken") == 2
    without = RequestFactory().get("/")
    engine.get_template("errors/error.html").render(
        {"status": 1, "title": "", "text": "", "theme": "auto", "again": ""}, without
    )
    assert "CSRF_COOKIE" not in without.META


def test_a_changed_template_is_read_anew_under_debug_only(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("old", "utf-8")
    loader = jinja2.FileSystemLoader(tmp_path)
    kept, fresh = (environment(loader=loader, auto_reload=reload) for reload in (False, True))
    assert (kept.get_template("page.html").render(), fresh.get_template("page.html").render()) == (
        "old",
        "old",
    )
    page.write_text("newer", "utf-8")
    later = page.stat().st_mtime_ns + 2_000_000_000
    os.utime(page, ns=(later, later))
    assert kept.get_template("page.html").render() == "old"
    assert fresh.get_template("page.html").render() == "newer"
