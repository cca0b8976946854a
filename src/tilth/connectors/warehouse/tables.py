"""The published tables: how each is read from the lake, and by which figures it is verified."""

from dataclasses import dataclass

from tilth.policy.vocabulary import ASSET_CATEGORIES

_ASSETS = ", ".join(f"'{category}'" for category in ASSET_CATEGORIES)


@dataclass(frozen=True, kw_only=True)
class Published:
    """One published table, and its figures counted twice: in the lake and in what was loaded."""

    name: str
    rows: str
    """Its rows out of the lake (DuckDB); may name $generation, $day and $base, the base currency, and
    $signs, the most of a name that is searched."""
    lake: str
    """Its figures out of the lake's own tables, one row, the count first."""
    loaded: str
    """The same figures as columns over the loaded partition (PostgreSQL)."""
    begins: tuple[str, ...] = ()
    """Columns that are looked for by how they begin."""


CUSTOMERS = Published(
    name="published_customer",
    begins=(
        *("name_key", "name_pinyin", "name_pinyin_2", "name_pinyin_3"),
        *("name_initials", "name_initials_2", "name_initials_3"),
    ),
    rows="""
        SELECT $generation::INTEGER AS generation, mart.*,
            fed.name, spelled.pinyin[1] AS name_pinyin, spelled.pinyin[2] AS name_pinyin_2,
            spelled.pinyin[3] AS name_pinyin_3, spelled.initials[1] AS name_initials,
            spelled.initials[2] AS name_initials_2, spelled.initials[3] AS name_initials_3,
            CASE WHEN len(spelled.pinyin) + len(spelled.initials) > 2 THEN
                '|' || array_to_string(spelled.pinyin[2:] || spelled.initials[2:], '|') END AS name_readings,
            left(coalesce(keyed.key, fed.name), $signs) AS name_key, fed.gender,
            fed.birth_date, coalesce(fed.birth_calendar, 'solar') AS birth_calendar,
            fed.id_type, fed.id_number, fed.id_index, fed.mobile, fed.mobile_index, fed.mobile_tail_index,
            fed.phone, fed.phone_index, fed.mobile_end_index, fed.phone_line_index, fed.phone_end_index,
            fed.phone_tail_index, fed.email, fed.address, fed.city, fed.occupation, fed.employer,
            fed.industry, fed.annual_income,
            fed.company_class, fed.company_size, fed.risk_level, fed.risk_assessed_on,
            fed.opened_on, fed.closed_on, false AS restricted, list.rank AS list_rank,
            week.rank AS week_rank, week.size AS week_size, week.made_on AS week_made_on,
            excluded.cause AS excluded_cause, excluded.until AS excluded_until, falls_due.next_due_on,
            care.begun_on AS care_begun_on, care.created AS care_created, care.paid AS care_paid,
            care.waived_missed AS care_missed, care.waived_longer AS care_longer,
            care.waived_corrected AS care_corrected, care.waived_stopped AS care_stopped,
            care.waived_wished AS care_wished, care.waived_died AS care_died,
            care.waived_closed AS care_closed, care.carried AS care_carried,
            NULL::VARCHAR AS one_with
        FROM judged_customers AS mart
        JOIN named_customers AS fed USING (customer_id)
        JOIN read_names AS spelled ON spelled.surname = fed.surname AND spelled.rest = fed.rest
        LEFT JOIN keyed_names AS keyed ON keyed.written = fed.name
        LEFT JOIN mart_call_list AS list ON list.customer_id = mart.customer_id
        LEFT JOIN mart_week_list AS week ON week.customer_id = mart.customer_id
        LEFT JOIN mart_care_debt AS care ON care.customer_id = mart.customer_id
        LEFT JOIN mart_exclusions AS excluded ON excluded.customer_id = mart.customer_id
        LEFT JOIN (
            SELECT customer_id, min(due_on) AS next_due_on FROM mart_events
            WHERE kind IN ('deposit_maturing', 'product_maturing', 'loan_due') AND due_on > $day
            GROUP BY customer_id
        ) AS falls_due ON falls_due.customer_id = mart.customer_id
    """,
    lake="SELECT count(*), sum(aum), sum(liabilities), (SELECT count(*) FROM mart_call_list),"
    " (SELECT count(*) FROM mart_exclusions), (SELECT count(*) FROM mart_week_list),"
    " (SELECT count(*) FROM mart_care_debt SEMI JOIN mart_customers USING (customer_id)) FROM mart_customers",
    loaded="count(*), sum(aum), sum(liabilities), count(list_rank), count(excluded_cause), count(week_rank),"
    " count(care_carried)",
)
HOLDINGS = Published(
    name="published_holding",
    rows=f"""
        SELECT $generation::INTEGER AS generation, held.holding_id, held.customer_id, held.product_id,
            product.name AS product_name, product.category, product.risk_level, held.currency, held.balance,
            CASE WHEN held.currency = $base THEN held.balance
                ELSE round(held.balance * rates.rate, 2)::DECIMAL(18, 2) END AS balance_base,
            held.cost, held.units, held.rate, held.opened_on, held.matures_on, held.auto_renew,
            held.take_profit, held.stop_loss, coalesce(joint.owners, 1)::INTEGER AS owners,
            CASE WHEN joint.owners > 1 AND product.category IN ({_ASSETS})
                THEN balance_base END AS joint_assets,
            owner.rm_id AS owner_id, owner.branch_id, false AS restricted
        FROM feed_holdings AS held
        JOIN feed_products AS product USING (product_id)
        JOIN mart_customers AS owner ON owner.customer_id = held.customer_id
        LEFT JOIN mart_rates AS rates ON rates.currency = held.currency
        LEFT JOIN (
            SELECT holding_id, count(*) AS owners FROM feed_holdings
            WHERE opened_on <= $day AND (closed_on IS NULL OR closed_on > $day)
            GROUP BY holding_id HAVING count(*) > 1
        ) AS joint ON joint.holding_id = held.holding_id
        WHERE held.opened_on <= $day AND (held.closed_on IS NULL OR held.closed_on > $day)
    """,  # noqa: S608 - our own words
    lake="SELECT count(*) FILTER (opened_on <= $day AND (closed_on IS NULL OR closed_on > $day)),"
    " sum(balance) FILTER (opened_on <= $day AND (closed_on IS NULL OR closed_on > $day)),"
    " (SELECT sum(aum) FROM mart_customers) FROM feed_holdings",
    loaded=f"count(*), sum(balance), sum(CASE WHEN category IN ({_ASSETS}) THEN balance_base ELSE 0 END)",
)
EVENTS = Published(
    name="published_event",
    rows="""
        SELECT $generation::INTEGER AS generation, event.* REPLACE (chr(1) || event.detail AS detail),
            owner.rm_id AS owner_id, owner.branch_id, false AS restricted
        FROM standing_events AS event JOIN mart_customers AS owner ON owner.customer_id = event.customer_id
    """,
    lake="SELECT count(*), sum(amount), count(DISTINCT customer_id) FROM standing_events"
    " SEMI JOIN mart_customers USING (customer_id)",
    loaded="count(*), sum(amount), count(DISTINCT customer_id)",
)
SIGNALS = Published(
    name="published_signal",
    rows="""
        SELECT $generation::INTEGER AS generation, signal.* REPLACE (chr(1) || signal.detail AS detail),
            chr(1) || coalesce(figures.evidence, '[]') AS evidence,
            owner.rm_id AS owner_id, owner.branch_id, false AS restricted
        FROM mart_signals AS signal JOIN mart_customers AS owner ON owner.customer_id = signal.customer_id
        LEFT JOIN (
            SELECT event_id, to_json(list(struct_pack(source := source, number := source_id,
                name := coalesce(product.name, ''), day := day::VARCHAR, amount := amount::VARCHAR)
                ORDER BY day DESC, source, source_id)[1:20])::VARCHAR AS evidence
            FROM mart_signal_evidence AS figure
            LEFT JOIN feed_holdings AS held
                ON figure.source = 'holding' AND held.holding_id = figure.source_id
                AND held.customer_id = figure.customer_id
            LEFT JOIN feed_products AS product ON product.product_id
                = coalesce(held.product_id, CASE WHEN figure.source = 'product' THEN figure.source_id END)
            GROUP BY event_id
        ) AS figures ON figures.event_id = signal.event_id
    """,
    lake="SELECT count(*), sum(money), count(DISTINCT customer_id) FROM mart_signals"
    " SEMI JOIN mart_customers USING (customer_id)",
    loaded="count(*), sum(money), count(DISTINCT customer_id)",
)
LIST_ENTRIES = Published(
    name="published_list_entry",
    rows="""
        SELECT $generation::INTEGER AS generation, list.*, owner.rm_id AS owner_id, owner.branch_id,
            false AS restricted
        FROM mart_call_list AS list JOIN mart_customers AS owner ON owner.customer_id = list.customer_id
    """,
    lake="SELECT count(*), sum(rank)::BIGINT, sum(len(reasons))::BIGINT FROM mart_call_list",
    loaded="count(*), sum(rank)::bigint, sum(cardinality(reasons))",
)
CALL_VALUES = Published(
    name="published_call_value",
    rows="""
        SELECT $generation::INTEGER AS generation, worth.*, owner.rm_id AS owner_id, owner.branch_id,
            false AS restricted
        FROM worth_of_names AS worth JOIN mart_customers AS owner ON owner.customer_id = worth.customer_id
    """,
    lake="SELECT count(*), sum(points)::BIGINT, sum(expected) FROM mart_call_values",
    loaded="count(*), sum(points)::bigint, sum(expected)",
)
BOOKS = Published(
    name="published_book",
    rows="SELECT $generation::INTEGER AS generation, * FROM reached_books",
    lake="SELECT count(*), sum(aum), sum(customers)::BIGINT FROM mart_book",
    loaded="count(*), sum(aum), sum(customers)::bigint",
)
BRANCH_TOTALS = Published(
    name="published_branch_total",
    rows="SELECT $generation::INTEGER AS generation, * FROM shared_branches",
    lake="SELECT count(*), sum(aum), sum(customers)::BIGINT FROM mart_branch",
    loaded="count(*), sum(aum), sum(customers)::bigint",
)
STAFF = Published(
    name="published_staff",
    rows="""
        SELECT $generation::INTEGER AS generation, fed.*, spelled.pinyin AS name_pinyin
        FROM feed_staff AS fed LEFT JOIN spelled_staff AS spelled ON spelled.name = fed.name
    """,
    lake="SELECT count(*), count(*) FILTER (active) FROM feed_staff",
    loaded="count(*), count(*) FILTER (WHERE active)",
)
BRANCHES = Published(
    name="published_branch",
    rows="""
        WITH RECURSIVE up AS (
            SELECT branch_id, [branch_id] AS path, parent_id FROM feed_branches
            UNION ALL
            SELECT up.branch_id, list_append(up.path, above.branch_id), above.parent_id
            FROM up JOIN feed_branches AS above ON above.branch_id = up.parent_id
            WHERE NOT list_contains(up.path, above.branch_id)
        ), whole AS (SELECT branch_id, arg_max(path, len(path)) AS path FROM up GROUP BY branch_id)
        SELECT $generation::INTEGER AS generation, branch.*, whole.path,
            NULL::BIGINT AS branch_no, NULL::BIGINT AS branch_last
        FROM feed_branches AS branch JOIN whole USING (branch_id)
    """,
    lake="SELECT count(*), count(parent_id) FROM feed_branches",
    loaded="count(*), count(parent_id)",
)
RELATIONS = Published(
    name="published_relation",
    rows="SELECT $generation::INTEGER AS generation, from_id, to_id, kind, since FROM feed_relations",
    lake="SELECT count(*), count(since), count(DISTINCT kind) FROM feed_relations",
    loaded="count(*), count(since), count(DISTINCT kind)",
)
PRODUCTS = Published(
    name="published_product",
    rows="""
        SELECT $generation::INTEGER AS generation, product_id, name, category, currency, risk_level,
            expected_return, term_days, min_amount, on_sale_to
        FROM feed_products
        WHERE (on_sale_from IS NULL OR on_sale_from <= $day) AND (on_sale_to IS NULL OR on_sale_to >= $day)
    """,
    lake="SELECT count(*), sum(min_amount), count(DISTINCT category) FROM feed_products"
    " WHERE coalesce(on_sale_from, $day) <= $day AND coalesce(on_sale_to, $day) >= $day",
    loaded="count(*), sum(min_amount), count(DISTINCT category)",
)

GROUPS = (
    (HOLDINGS,),
    (
        *(CUSTOMERS, EVENTS, SIGNALS, LIST_ENTRIES, CALL_VALUES, RELATIONS),
        *(BOOKS, BRANCH_TOTALS, STAFF, BRANCHES, PRODUCTS),
    ),
)
"""What loads side by side: the holdings weigh about as much as all the rest."""
TABLES = tuple(table for group in GROUPS for table in group)
