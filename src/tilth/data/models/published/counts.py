"""The columns that the summaries of a book and of a branch share."""

from tilth.data import fields
from tilth.data.models.published.rows import Published


class Counts(Published):
    """Customers not closed: how many, how much, of which kinds, with which products, how often met."""

    customers = fields.integer()
    aum = fields.money()
    joint_repeats = fields.maybe_money()
    """What joint accounts would add to the assets if each owner's counted; null in older nights."""
    tier_general = fields.integer()
    tier_personal = fields.integer()
    tier_platinum = fields.integer()
    tier_private = fields.integer()
    assets_general = fields.maybe_money()
    """Assets by tier, a joint account for each of its owners; null in older nights."""
    assets_personal = fields.maybe_money()
    assets_platinum = fields.maybe_money()
    assets_private = fields.maybe_money()
    share_known = fields.maybe_integer()
    """Customers of whom it is known what lies elsewhere; null in older nights, and where customers came or
    went after the night: what they told stays in the lake, so only the next night can count it."""
    share_here = fields.maybe_money()
    share_elsewhere = fields.maybe_money()
    familiar = fields.integer()
    under_served = fields.integer()
    overdue = fields.integer()
    products_per_customer = fields.ratio()
    penetration_demand_deposit = fields.ratio()
    penetration_time_deposit = fields.ratio()
    penetration_fx_deposit = fields.ratio()
    penetration_wealth_product = fields.ratio()
    penetration_fund = fields.ratio()
    penetration_insurance = fields.ratio()
    penetration_bond = fields.ratio()
    penetration_precious_metal = fields.ratio()
    penetration_securities = fields.ratio()
    penetration_trust = fields.ratio()
    penetration_loan = fields.ratio()
    penetration_mortgage = fields.ratio()
    penetration_credit_card = fields.ratio()
    penetration_settlement = fields.ratio()
    penetration_payroll = fields.ratio()
    penetration_annuity = fields.ratio()
    penetration_cash_management = fields.ratio()
    penetration_bill = fields.ratio()
    contacts_made = fields.integer()
    contacts_connected = fields.integer()
    list_size = fields.integer()

    class Meta:
        """Columns only."""

        abstract = True
