"""Codes of the accounts' own settings and of publication, which are told nowhere as words.

Lists that people read stand with their words in `policy.codes`.
"""

LANGUAGES = ("zh-hans", "en")
THEMES = ("light", "dark", "auto")
UPDOWN = ("cn", "intl")
"""Which colour means up: red as in China, or green as elsewhere."""

TOUR = ("todo", "1", "2", "done")
"""How far a person came on the tour of the first day; done also says that they did not want it."""

GENERATION_STATES = ("loading", "published", "dropped")
