"""Figures of what is held: who holds a category, two of them, how many of the bank's products."""

from tilth.policy.figure import Figure, Of, Unit

FIGURES = (
    Figure(
        code="penetration",
        label_zh="产品渗透",
        label_en="Product penetration",
        about_zh="持有该类产品的客户 ÷ 全部客户",
        about_en="Customers who hold the category ÷ all customers",
        query={"category": "{category}"},
    ),
    Figure(
        code="held_both",
        label_zh="两类产品都持有",
        label_en="Hold both categories",
        about_zh="两类产品都持有的客户",
        about_en="Customers who hold both categories",
        of=(Of.OWN, Of.BRANCH),
        query={"category": "{category}", "beside": "{beside}"},
    ),
    Figure(
        code="held_below",
        label_zh="低于该限额的持有客户",
        label_en="Holders below the limit",
        about_zh="资产低于该限额、持有该类产品的客户",
        about_en="Customers with assets below that limit who hold the category",
        of=(Of.OWN, Of.BRANCH),
        query={"category": "{category}", "below": "{below}"},
    ),
    Figure(
        code="products_per_customer",
        label_zh="人均产品",
        label_en="Products per customer",
        about_zh="每位客户持有的产品种数的平均",
        about_en="Mean number of different products held",
        unit=Unit.KINDS,
    ),
)
