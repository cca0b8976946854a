"""A certificate judged again, of what it keeps and the rules of its version."""

from dataclasses import dataclass

from tilth.data.models import Certificate
from tilth.domain.suitability.cases import rules_of
from tilth.policy.suitability import certifying
from tilth.policy.suitability.certifying import digest
from tilth.policy.suitability.judging import Judgement

__all__ = ["Again", "again", "digest"]


@dataclass(frozen=True, kw_only=True)
class Again:
    """What the second judgement says."""

    judgement: Judgement | None
    """None where it cannot be made: the rules of the version are gone, or the person was erased."""
    known: bool
    """The rules of the version are there, unchanged."""
    same: bool
    """Verdict, reasons, duties and grade are those of the certificate."""


def again(certificate: Certificate) -> Again:
    """Judge a certificate again; ValueError where what it keeps does not read."""
    rules = rules_of(certificate.rules_version)
    known = rules is not None and digest(rules) == certificate.rules_digest
    if rules is None or not known or certificate.inputs is None:
        return Again(judgement=None, known=known, same=False)
    found = certifying.read(certificate.inputs).judged(rules)
    kept = (certificate.verdict, certificate.reasons, certificate.duties, certificate.rating)
    return Again(
        judgement=found,
        known=True,
        same=kept == (found.verdict, [*found.reasons], [*found.duties], found.rating),
    )
