"""Marts `book` (per relationship manager) and `branch` (per branch): contract §2."""

from tilth.policy.vocabulary import CATEGORIES, TIERS
from tilth.ports.schema import Column, Kind, Table

_COUNTS = (
    Column(name="customers", kind=Kind.INTEGER, required=True, about="Customers not closed."),
    Column(name="aum", kind=Kind.MONEY, required=True, about="Their assets; a joint account counts once."),
    Column(
        name="joint_repeats",
        kind=Kind.MONEY,
        about="What several of them own together, as often as it was left out of aum; empty in a night of an "
        "earlier version.",
    ),
    Column(name="tier_general", kind=Kind.INTEGER, required=True, about="Customers in tier general."),
    Column(name="tier_personal", kind=Kind.INTEGER, required=True, about="Customers in tier personal."),
    Column(name="tier_platinum", kind=Kind.INTEGER, required=True, about="Customers in tier platinum."),
    Column(name="tier_private", kind=Kind.INTEGER, required=True, about="Customers in tier private."),
    *(
        Column(
            name=f"assets_{tier}",
            kind=Kind.MONEY,
            about=f"Assets of customers in tier {tier}, a joint account for each of its owners; empty in a "
            "night of an earlier version.",
        )
        for tier in TIERS
    ),
    Column(
        name="share_known",
        kind=Kind.INTEGER,
        about="Customers with an asset_share: of others nobody knows what lies elsewhere; likewise empty.",
    ),
    Column(name="share_here", kind=Kind.MONEY, about="The assets of these customers (MAIN-03)."),
    Column(name="share_elsewhere", kind=Kind.MONEY, about="What they told of other banks."),
    Column(name="familiar", kind=Kind.INTEGER, required=True, about="Familiar customers."),
    Column(name="under_served", kind=Kind.INTEGER, required=True, about="Under-served customers."),
    Column(name="overdue", kind=Kind.INTEGER, required=True, about="Customers with overdue_days > 0."),
    Column(
        name="products_per_customer",
        kind=Kind.RATIO,
        about="Mean product_count; empty without customers.",
    ),
    *(
        Column(
            name=f"penetration_{category}",
            kind=Kind.RATIO,
            about=f"Share of customers holding {category}.",
        )
        for category in CATEGORIES
    ),
    Column(name="contacts_made", kind=Kind.INTEGER, required=True, about="Contacts logged, 30 days."),
    Column(name="contacts_connected", kind=Kind.INTEGER, required=True, about="Two-way among them, 30 days."),
)

BOOK = Table(
    name="book",
    about="One row per active relationship or wealth manager.",
    key=("rm_id",),
    columns=(
        Column(name="rm_id", kind=Kind.KEY, required=True, about="The manager."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="D."),
        Column(name="branch_id", kind=Kind.KEY, required=True, about="The manager's branch."),
        *_COUNTS,
        Column(name="list_size", kind=Kind.INTEGER, required=True, about="Names on tonight's list."),
        Column(name="list_familiar", kind=Kind.INTEGER, required=True, about="Familiar names among them."),
        Column(name="list_unfamiliar", kind=Kind.INTEGER, required=True, about="Unfamiliar ones."),
        Column(name="deviation_familiar", kind=Kind.INTEGER, required=True, about="Missing familiar names."),
        Column(
            name="deviation_unfamiliar", kind=Kind.INTEGER, required=True, about="Missing unfamiliar names."
        ),
        Column(
            name="reachable",
            kind=Kind.INTEGER,
            about="Customers who can be called in the list day's week, or were spoken to since its Monday; "
            "empty in a night of an earlier version.",
        ),
        Column(name="without_consent", kind=Kind.INTEGER, about="Of the others, who gave no consent."),
        Column(name="without_number", kind=Kind.INTEGER, about="Of the others, who has no usable number."),
    ),
)

BRANCH = Table(
    name="branch",
    about="One row per branch, its own customers only.",
    key=("branch_id",),
    columns=(
        Column(name="branch_id", kind=Kind.KEY, required=True, about="The branch."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="D."),
        Column(name="parent_id", kind=Kind.KEY, about="The branch above."),
        *_COUNTS,
        Column(
            name="joint_across",
            kind=Kind.MONEY,
            about="Joint accounts that units below this one, or it and they, both count: aum of a unit and "
            "all below it, less joint_across of them all, counts each once. Empty as joint_repeats.",
        ),
        Column(name="list_size", kind=Kind.INTEGER, required=True, about="Names on its managers' lists."),
    ),
)
