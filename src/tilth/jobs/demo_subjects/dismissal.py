"""Whom the manager of the demo bank is not to be told to meet: one of the suggestions of the book."""

from collections.abc import Mapping, Sequence

from tilth.domain import bank
from tilth.domain.acting import Who
from tilth.domain.network import meeting
from tilth.domain.records.dismissal import set_aside
from tilth.policy.subjects.relation import RelationRules


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:  # noqa: ARG001 - any of the book
    """Let the manager have set the last suggestion of the book aside."""
    rm = who["rm"]
    rules = bank.playbook_of(rm.generation.business_date).of(RelationRules)
    found = meeting.around_book(rm.by, rm.generation, rules=rules, circle="", page=1, today=rm.today)
    for one in found.suggestions[-1:]:
        set_aside(rm, one.near.customer_id, other=one.told.other, why="not_wished", note="客户说暂时不方便")
