"""Rules about the customer's own yes and no to marketing."""

from spec.contact_gate.table import Rule, case, noon

SMS = "sms, maintain, 2026-06-12 10:00"
PRESENT, FORMER = "marketing-1", "marketing-0"


def _said(channel: str, decision: str, on: str, text: str = PRESENT) -> tuple[object, ...]:
    return (channel, decision, noon(on), text if decision == "granted" else "")


CONSENT = Rule(
    title="no_consent",
    shows={
        "CHAN-04": "the messenger as a source of new customers",
        "TRAP-16": "purpose and consent of each number and day, and notes that stay private",
    },
    sentence=(
        "Marketing only. The latest decision about the channel or any channel counts, of two at one moment "
        "the stricter. After a no, marketing is held until a yes. SMS, e-mail, WeCom, mobile bank, letter "
        "and fax need a yes to the present text."
    ),
    cases=(
        case("nothing", "allowed"),
        case("nothing", "no_consent", asked=SMS),
        case("nothing", "allowed", asked="sms, due_notice, 2026-06-12 10:00"),
        case("sms granted", "allowed", consents=(_said("sms", "granted", "01-01"),), asked=SMS),
        case("sms granted to a former text", "no_consent",
             consents=(_said("sms", "granted", "01-01", FORMER),), asked=SMS),
        case("e-mail granted", "no_consent", consents=(_said("email", "granted", "01-01"),), asked=SMS),
        case("any granted, sms withdrawn later", "no_consent",
             consents=(_said("any", "granted", "01-01"), _said("sms", "withdrawn", "02-01")), asked=SMS),
        case("any granted, sms withdrawn later", "allowed",
             consents=(_said("any", "granted", "01-01"), _said("sms", "withdrawn", "02-01"))),
        case("sms refused, any granted later", "allowed",
             consents=(_said("sms", "refused", "01-01"), _said("any", "granted", "02-01")), asked=SMS),
        case("sms granted and any refused at one moment", "no_consent",
             consents=(_said("sms", "granted", "02-01"), _said("any", "refused", "02-01")), asked=SMS),
        case("phone refused", "no_consent", consents=(_said("phone", "refused", "01-01"),)),
        case("phone refused", "allowed", consents=(_said("phone", "refused", "01-01"),),
             asked="phone, service, 2026-06-12 10:00"),
        case("sms granted at noon of 2026-06-12", "allowed",
             consents=(_said("sms", "granted", "06-12"),), asked="sms, maintain, 2026-06-12 12:00"),
    ),
)  # fmt: skip
REFUSED = Rule(
    title="no_consent: a refused contact",
    shows={"TRAP-24": None},
    sentence=(
        "Marketing rests on a channel for 180 days after a contact that the customer declined there, unless "
        "the customer said yes since."
    ),
    cases=(
        case("declined a call on 2026-06-10", "no_consent", "2026-12-07 00:00",
             refusals=(("phone", noon("06-10")),)),
        case("declined a call on 2026-06-10", "allowed", refusals=(("phone", noon("06-10")),),
             asked="phone, follow_up, 2026-06-12 10:00"),
        case("declined a visit on 2026-06-10", "allowed", refusals=(("visit", noon("06-10")),)),
        case("declined a call on 2026-01-01", "allowed", refusals=(("phone", noon("01-01")),),
             asked="phone, maintain, 2026-06-30 10:00"),
        case("declined a call on 2026-01-01", "no_consent", "2026-06-30 00:00",
             refusals=(("phone", noon("01-01")),), asked="phone, maintain, 2026-06-29 10:00"),
        case("declined a call on 2026-06-10, granted any on 2026-06-11", "allowed",
             refusals=(("phone", noon("06-10")),), consents=(_said("any", "granted", "06-11"),)),
        case("granted any on 2026-06-09, declined a call on 2026-06-10", "no_consent", "2026-12-07 00:00",
             refusals=(("phone", noon("06-10")),), consents=(_said("any", "granted", "06-09"),)),
        case("granted sms on 2026-06-09, declined one on 2026-06-10", "no_consent", "2026-12-07 00:00",
             refusals=(("sms", noon("06-10")),), consents=(_said("sms", "granted", "06-09"),), asked=SMS),
    ),
)  # fmt: skip
ASK_AGAIN = Rule(
    title="Asking for consent again",
    sentence=(
        "For 180 days after a no that no later yes replaced nobody asks again, by this channel or one that "
        "covers it. Nobody asks whoever is suppressed, either."
    ),
    asks_consent=True,
    cases=(
        case("nothing", "allowed"),
        case("phone refused on 2026-06-10", "asked_too_soon", "2026-12-07 00:00",
             consents=(_said("phone", "refused", "06-10"),)),
        case("any withdrawn on 2026-06-10", "asked_too_soon", "2026-12-07 00:00",
             consents=(_said("any", "withdrawn", "06-10"),)),
        case("sms refused on 2026-06-10", "allowed", consents=(_said("sms", "refused", "06-10"),)),
        case("sms refused on 2026-06-10", "asked_too_soon", "2026-12-07 00:00",
             consents=(_said("sms", "refused", "06-10"),), asked="any, other, 2026-06-12 10:00"),
        case("phone refused on 2026-06-10, granted on 2026-06-11", "allowed",
             consents=(_said("phone", "refused", "06-10"), _said("phone", "granted", "06-11"))),
        case("phone refused on 2026-01-01", "allowed", consents=(_said("phone", "refused", "01-01"),),
             asked="phone, other, 2026-06-30 00:00"),
        case("phone refused on 2026-01-01", "asked_too_soon", "2026-06-30 00:00",
             consents=(_said("phone", "refused", "01-01"),), asked="phone, other, 2026-06-29 23:59"),
        case("complaint open", "suppressed",
             stops=(("complaint_open", noon("06-01").date(), None),)),
    ),
)  # fmt: skip

RULES = (CONSENT, REFUSED, ASK_AGAIN)
