"""A town in which some people have two customer numbers, and others only look as if they had."""

import datetime as dt
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from pypinyin import lazy_pinyin

from tilth.connectors.demo_bank.people import names
from tilth.policy.duplicates.evidence import Known

SOUNDS = {"明": "鸣", "晨": "辰", "志": "智", "文": "雯", "海": "亥", "宇": "雨", "清": "青", "云": "芸"}
"""Characters, each with one of the same sound."""
_FIRMS = 400


@dataclass(frozen=True, kw_only=True)
class Town:
    """Customers in the order of their numbers, and the pairs that are one person."""

    people: tuple[Known, ...]
    pairs: frozenset[tuple[str, str]]


def town(*, people: int, doubles: int, alike: int, seed: int) -> Town:
    """Return so many people, so many second numbers, and so many who are alike and are not the same."""
    draw = Random(seed)
    first = _people(draw, people, seed)
    those = draw.sample(range(people), doubles + alike)
    seconds = [_second(draw, first[place], people + at) for at, place in enumerate(those[:doubles])]
    others = [_alike(draw, first[place], people + doubles + at) for at, place in enumerate(those[doubles:])]
    pairs = {(first[place].customer_id, one.customer_id) for place, one in zip(those, seconds, strict=False)}
    return Town(people=(*first, *seconds, *others), pairs=frozenset(pairs))


def _people(draw: Random, count: int, seed: int) -> list[Known]:
    called = names.people(np.random.default_rng(seed), count).to_pylist()
    return [
        _known(
            place,
            name,
            document=f"id-{place}",
            mobile=f"mobile-{place}",
            landline=f"line-{draw.randrange(count)}" if draw.random() < 0.1 else None,
            birthday=dt.date(1940, 1, 1) + dt.timedelta(days=draw.randrange(24_000)),
            gender=draw.choice(["female", "male"]),
            employer=f"禾岸{draw.randrange(_FIRMS)}有限公司" if draw.random() < 0.5 else None,
            branch=f"B{draw.randrange(40)}",
        )
        for place, name in enumerate(called)
    ]


def _known(place: int, name: str, **more: object) -> Known:
    given: dict[str, object] = {"document_kind": "resident_id"} | more
    made = Known(customer_id=f"C{place:07d}", kind="person", name=name, **given)  # type: ignore[arg-type]
    return replace(made, pinyin="".join(lazy_pinyin(name)))


def _second(draw: Random, one: Known, place: int) -> Known:
    """Return a second number of somebody: another document, and up to two slips or changes."""
    papers = draw.choices(["passport", "slip", "same"], [80, 10, 10])[0]
    kind, number = {
        "passport": ("passport", f"pass-{place}"),
        "slip": ("resident_id", f"id-slip-{place}"),
        "same": (one.document_kind, one.document),
    }[papers]
    slips = [_sounds, _moved, _changed_job, _other_branch, _misread, _born_wrong, _no_mobile]
    told = replace(one, document_kind=kind, document=number)
    for slip in draw.sample(slips, draw.choices([0, 1, 2], [40, 45, 15])[0]):
        told = slip(draw, told, place)
    return replace(told, customer_id=f"C{place:07d}", pinyin="".join(lazy_pinyin(told.name)))


def _sounds(_draw: Random, one: Known, _place: int) -> Known:
    return replace(one, name="".join(SOUNDS.get(sign, sign) for sign in one.name))


def _misread(_draw: Random, one: Known, _place: int) -> Known:
    return replace(one, name=one.name[:-1] + "某")


def _moved(_draw: Random, one: Known, place: int) -> Known:
    return replace(one, mobile=f"mobile-new-{place}")


def _no_mobile(_draw: Random, one: Known, _place: int) -> Known:
    return replace(one, mobile=None)


def _changed_job(draw: Random, one: Known, _place: int) -> Known:
    return replace(one, employer=f"禾岸{draw.randrange(_FIRMS)}有限公司")


def _other_branch(draw: Random, one: Known, _place: int) -> Known:
    return replace(one, branch=f"B{draw.randrange(40)}")


def _born_wrong(_draw: Random, one: Known, _place: int) -> Known:
    return replace(one, birthday=(one.birthday or dt.date.min) + dt.timedelta(days=1))


def _alike(draw: Random, one: Known, place: int) -> Known:
    """Return another person: a twin, a child of the same name, a spouse, a colleague of the same name."""
    base = _known(place, one.name, document=f"id-{place}", mobile=f"mobile-{place}", branch=one.branch)
    base = replace(base, gender=one.gender, birthday=one.birthday)
    born = dt.date(1940, 1, 1) + dt.timedelta(days=draw.randrange(24_000))
    kinds = {
        "twin": replace(
            base, name=one.name[:-1] + draw.choice("兰竹菊梅".replace(one.name[-1], "")), mobile=one.mobile
        ),
        "child": replace(base, birthday=born, landline=one.landline),
        "spouse": replace(
            base,
            name=draw.choice("王李张刘") + "静怡",
            gender="male" if one.gender == "female" else "female",
            birthday=born,
            mobile=one.mobile,
            landline=one.landline,
        ),
        "colleague": replace(base, birthday=born, employer=one.employer),
        "namesake": replace(base, branch=f"B{draw.randrange(40)}"),
    }
    told = kinds[draw.choice(sorted(kinds))]
    return replace(told, pinyin="".join(lazy_pinyin(told.name)))
