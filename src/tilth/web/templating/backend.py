"""Jinja2 as Django's template backend: a fragment is a block of its page, and of nothing there is nothing."""

import logging
from typing import Any

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import TemplateDoesNotExist, defaultfilters
from django.template.backends.jinja2 import Jinja2, Template
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from tilth.web import addresses
from tilth.web.templating import cells, messages, parts, vocabulary, words

_FROM_DJANGO = ("date", "default_if_none", "floatformat", "linebreaksbr", "stringformat", "time", "urlencode")
"""Filters that write as the forms and the rest of Django write."""
_MODULES = (cells, parts, words)
"""Whatever templates write with stands in one of these; to import them is to know it."""


class Environment(jinja2.Environment):
    """Jinja2 as these pages use it."""

    newstyle_gettext: bool

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute or an entry; of None it is None (`page.stopped.business_date`)."""
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return None if obj is None else super().getattr(obj, attribute)


class Page(Template):
    """A page, or one block of it."""

    def __init__(self, template: jinja2.Template, backend: Jinja2, block: str = "") -> None:
        super().__init__(template, backend)
        self.block = block

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        """Write it; the token of its forms is made once, and only if it has a form."""
        values = dict(context or {})
        if request is not None:
            values |= {
                "request": request,
                "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
                "csrf_token": SimpleLazyObject(lambda: get_token(request)),
                "messages": SimpleLazyObject(lambda: get_messages(request)),
            }
        if not self.block:
            return SafeString(self.template.render(values))
        return SafeString("".join(self.template.blocks[self.block](self.template.new_context(values))))


class Templates(Jinja2):
    """Django's backend for Jinja2; a name may end in `#block`: that block of the page alone, for htmx."""

    def get_template(self, template_name: str) -> Page:
        """Return a page, or a block of it; raise TemplateDoesNotExist where the page has no such block."""
        name, _, block = template_name.partition("#")
        found: jinja2.Template = super().get_template(name).template
        if block and block not in found.blocks:
            raise TemplateDoesNotExist(f"{name} has no block {block}", backend=self)
        return Page(found, self, block)


def environment(**options: Any) -> Environment:
    """Return what templates are read with: Django's addresses, our words, both languages."""
    strict = settings.TILTH_STRICT_TEMPLATES
    missing = jinja2.StrictUndefined if strict else jinja2.make_logging_undefined(logging.getLogger(__name__))
    ours = {"undefined": missing, "extensions": ["jinja2.ext.i18n"], "keep_trailing_newline": True}
    made = Environment(**{**options, **ours, "finalize": _shown})
    made.newstyle_gettext = True  # the extension says False when it is loaded
    made.globals |= {
        **vocabulary.FUNCTIONS,
        "current_language": translation.get_language,
        "static": static,
        "url": url,
        "_": messages.gettext,
        **{name: getattr(messages, name) for name in ("gettext", "pgettext", "ngettext", "npgettext")},
    }
    made.filters |= {name: getattr(defaultfilters, name) for name in _FROM_DJANGO}
    made.filters |= vocabulary.FILTERS
    return made


def _shown(value: Any) -> Any:
    """Write nothing for None."""
    return "" if value is None else value


def url(view: str, *args: object) -> str:
    """Return the address of a view."""
    return reverse(view, args=args) if args else addresses.of(view)
