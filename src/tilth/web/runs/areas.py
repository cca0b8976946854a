"""What a setting of the playbook is about, where nobody gave it words of its own: the part that holds it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

AREAS: dict[str, Promise] = {
    "version": gettext_lazy("Version of the playbook"),
    "effective_from": gettext_lazy("First day of the playbook"),
    "call_list": gettext_lazy("The list of a day"),
    "tiers": gettext_lazy("Tiers"),
    "segments": gettext_lazy("Segments"),
    "prototypes": gettext_lazy("Types that are assumed"),
    "signals": gettext_lazy("What the night notices"),
    "value_order": gettext_lazy("Order by value"),
    "effort": gettext_lazy("New and existing customers"),
    "openings": gettext_lazy("Opening lines"),
    "talk": gettext_lazy("Questions and words of talks"),
    "greeting": gettext_lazy("Greetings"),
    "gift": gettext_lazy("Gifts"),
    "follow_up": gettext_lazy("Follow-ups"),
    "care_plan": gettext_lazy("Care plans"),
    "matter": gettext_lazy("Matters to see to"),
    "won_money": gettext_lazy("Money won from other banks"),
    "detail": gettext_lazy("Vocabulary of the profile"),
    "level": gettext_lazy("Levels of the relationship"),
    "rapport": gettext_lazy("Emotional account"),
    "relation": gettext_lazy("Kinds of relation"),
    "duplicate": gettext_lazy("Likely duplicates"),
    "task": gettext_lazy("Tasks and appointments"),
    "work": gettext_lazy("Maps of key actions"),
    "plausibility": gettext_lazy("What a feed may bring"),
    "grading": gettext_lazy("Beside the tier"),
    "main_bank": gettext_lazy("Main bank"),
    "benchmarks": gettext_lazy("Rates of elsewhere"),
    "wording": gettext_lazy("What nobody says to a customer"),
    "assessment": gettext_lazy("The risk questionnaire"),
    "certificate": gettext_lazy("What suits whom"),
    "need": gettext_lazy("Needs and what answers them"),
    "opportunity": gettext_lazy("Opportunities"),
    "proposal": gettext_lazy("Proposals"),
    "buying_signal": gettext_lazy("Buying signals"),
    "commitment": gettext_lazy("How long commitments take"),
    "negotiation": gettext_lazy("Negotiation sheets"),
    "offer": gettext_lazy("Offers and pricing authority"),
    "contact": gettext_lazy("Who may be contacted, how often"),
}


def area(path: str) -> str:
    """Return the words of the part of the playbook that holds a setting."""
    part = AREAS.get(path.partition(".")[0])
    return _("a setting of the playbook") if part is None else str(part)
