"""Words of the columns that a night publishes and no person writes: what a file for people calls them.

Columns of what people write down say theirs beside the column; these have no place of their own for it.
"""

from collections.abc import Mapping

from tilth.policy.words import Words

_TEXT = """
published_customer: Customer, 客户资料
    customer_id: Customer number, 客户号
    branch_id: Branch, 所属网点
    rm_id: Manager, 客户经理
    kind: Kind of customer, 客户类型
    aum: Assets, 管理资产
    liabilities: Liabilities, 负债
    deposit_balance: Deposits, 存款余额
    time_deposit_share: Share of time deposits, 定期存款占比
    product_coverage: Product coverage, 产品覆盖率
    main_bank: Main bank, 主办行
    aum_avg_30: Mean assets of 30 days, 近30日日均资产
    aum_avg_90: Mean assets of 90 days, 近90日日均资产
    deposit_avg_30: Mean deposits of 30 days, 近30日日均存款
    deposit_avg_90: Mean deposits of 90 days, 近90日日均存款
    product_count: Products held, 持有产品数
    categories: Categories held, 持有品类
    familiar: Familiar with investments, 熟悉投资
    former_categories: Categories once held, 曾持有品类
    first_invested_on: First investment, 首次投资
    bought_year: Purchases of twelve months, 近一年购买次数
    last_investment_on: Last investment, 最近一次投资
    under_served: Under-served, 服务不足
    tier_basis: Amount that tiers, 定级金额
    tier: Tier, 客户等级
    tier_floor: Lower bound of the tier, 等级下限
    next_tier_gap: Missing to the next tier, 距下一等级
    tier_before: Tier before, 此前等级
    segment: Segment, 客群
    segment_assumed: Segment is assumed, 客群为推定
    segment_source: Where the segment comes from, 客群来源
    segment_distance: Distance to the segment, 与客群距离
    segment_second: Second segment, 次近客群
    segment_second_distance: Distance to the second, 与次近客群距离
    segment_missing: What the segment lacks, 客群缺少的信息
    lifecycle: Lifecycle, 生命周期
    account_activity: Account activity, 账户活跃度
    inflow_30: Inflow of 30 days, 近30日流入
    outflow_30: Outflow of 30 days, 近30日流出
    external_inflow_30: Inflow without own transfers, 近30日外部流入
    external_outflow_30: Outflow without own transfers, 近30日外部流出
    last_contact_on: Last contact, 最近联络
    next_contact_due_on: Next contact due, 下次联络日
    overdue_days: Days overdue, 逾期天数
    cadence_days: Days between contacts, 联络间隔
    cadence_source: Where the cadence comes from, 联络频率来源
    household_id: Household, 家庭
    tags: Tags, 标签
    grade: Grade, 评级
    level: Level, 级别
    name: Name, 姓名
    gender: Gender, 性别
    birth_date: Day of birth, 出生日期
    birth_calendar: Calendar of the birthday, 生日历法
    id_type: Kind of document, 证件类型
    mobile: Mobile, 手机
    phone: Landline, 座机
    email: E-mail, 邮箱
    address: Address, 地址
    city: City, 城市
    occupation: Occupation, 职业
    employer: Employer, 工作单位
    industry: Industry, 行业
    annual_income: Yearly income, 年收入
    company_class: Class of company, 企业类别
    company_size: Size of company, 企业规模
    risk_level: Risk level, 风险等级
    risk_assessed_on: Risk assessed on, 风险评估日期
    opened_on: Customer since, 开户日期
    closed_on: Closed on, 销户日期
    next_due_on: Next due day, 下一到期日
    list_rank: Place on the list, 名单序号
    week_rank: Place of the week, 周名单序号
    week_size: Names of the week, 周名单人数
    week_made_on: Week list made on, 周名单生成日
    excluded_cause: Why not on the list, 未列入名单原因
    excluded_until: Not on the list until, 不列入名单至
    care_begun_on: Care counted since, 欠访起算日
    care_created: Care fallen due, 应访
    care_paid: Care made good, 已补
    care_missed: Care missed, 错过
    care_longer: Care waived by a longer interval, 因间隔放宽免去
    care_corrected: Care corrected, 更正
    care_stopped: Care waived by a stop, 因停止联络免去
    care_wished: Care waived by a wish, 因免打扰免去
    care_died: Care waived by death, 因身故免去
    care_closed: Care waived by closing, 因销户免去
    care_carried: Care owed, 欠访
    restricted: Processing restricted, 限制处理
    one_with: Number of the same person, 同一人保留的客户号
published_holding: Holdings, 持仓
    holding_id: Account, 账号
    customer_id: Customer number, 客户号
    product_id: Product number, 产品代码
    product_name: Product, 产品
    category: Category, 品类
    risk_level: Risk level, 风险等级
    currency: Currency, 币种
    balance: Balance, 余额
    balance_base: Balance in base currency, 折本币余额
    cost: Cost, 成本
    units: Units, 份额
    rate: Rate, 利率
    opened_on: Opened on, 开立日期
    matures_on: Matures on, 到期日期
    auto_renew: Renews itself, 自动转存
    take_profit: Take profit at, 止盈
    stop_loss: Stop loss at, 止损
    owners: Owners, 共有人数
    joint_assets: Assets held jointly, 联名资产
    owner_id: Manager, 客户经理
    branch_id: Branch, 所属网点
    restricted: Processing restricted, 限制处理
published_transaction: Bookings, 交易
    transaction_id: Booking number, 流水号
    business_date: Day, 日期
    customer_id: Customer number, 客户号
    holding_id: Account, 账号
    product_name: Product, 产品
    currency: Currency, 币种
    at: Moment, 时间
    amount: Amount, 金额
    kind: Kind, 类别
    channel: Channel, 渠道
    cash: In cash, 现金
    counterparty_name: Other side, 对方户名
    counterparty_bank: Bank of the other side, 对方银行
    memo: Text, 附言
published_event: Events, 事件
    customer_id: Customer number, 客户号
    kind: Kind, 类别
    subject: Account or subject, 相关账户
    due_on: Due on, 到期日
    amount: Amount, 金额
    detail: Detail, 说明
    told_on: Told since, 首次提示日
    lapses_on: Lapses on, 失效日
    state: State, 状态
    owner_id: Manager, 客户经理
    branch_id: Branch, 所属网点
    restricted: Processing restricted, 限制处理
published_signal: Signals, 信号
    customer_id: Customer number, 客户号
    kind: Kind, 类别
    subject: Account or subject, 相关账户
    due_on: Day, 日期
    amount: Amount, 金额
    detail: Detail, 说明
    money: At stake, 关乎金额
    purpose: Purpose of a contact, 联络目的
    told_on: Told since, 首次提示日
    lapses_on: Lapses on, 失效日
    state: State, 状态
    stands: Told tonight, 今晚仍成立
    evidence: Evidence, 依据
    owner_id: Manager, 客户经理
    branch_id: Branch, 所属网点
    restricted: Processing restricted, 限制处理
published_call_value: What a call is worth, 名单价值分
    rm_id: Manager, 客户经理
    rank: Place, 序号
    customer_id: Customer number, 客户号
    kind: Kind, 类别
    money: At stake, 关乎金额
    days_left: Days left, 剩余天数
    urgency: Urgency in thousandths, 紧迫度（千分）
    reach: Chance of reaching in thousandths, 接通机会（千分）
    agree: Chance of agreeing in thousandths, 同意机会（千分）
    expected: Expected, 预期金额
    care: Care owed in hundredths of a point, 欠联络（百分之一分）
    effort: Effort in hundredths of a point, 用时（百分之一分）
    worn: Off for calls alone in hundredths of a point, 渠道单一（百分之一分）
    instead: Channel instead, 建议渠道
    opening: Opening, 开场
    points: Points in hundredths, 价值分（百分之一分）
    owner_id: Owner, 归属客户经理
    branch_id: Branch, 所属网点
    restricted: Processing restricted, 限制处理
published_list_entry: Place on the call list, 名单
    rm_id: Manager, 客户经理
    rank: Place, 序号
    customer_id: Customer number, 客户号
    side: Side, 生熟
    reasons: Reasons, 事由
    goal: Goal, 目标
    deviation: Deviation of the list, 名单偏差
    owner_id: Owner, 归属客户经理
    branch_id: Branch, 所属网点
    restricted: Processing restricted, 限制处理
published_point: Assets by night, 每日资产
    customer_id: Customer number, 客户号
    aum: Assets, 管理资产
    tier: Tier, 客户等级
    weighted: Counts for the tier, 计入定级的金额
    lifecycle: Lifecycle, 生命周期
    product_coverage: Product coverage, 产品覆盖率
    account_activity: Account activity, 账户活跃度
tilth_standing_change: Changes of tier and lifecycle, 等级与生命周期变更
    customer_id: Customer number, 客户号
    changed_on: Night, 日终日期
    what: What changed, 变更项
    before: Before, 变更前
    after: After, 变更后
tilth_ownership_change: Changes of manager by the core, 归属变更
    customer_id: Customer number, 客户号
    changed_at: Moment, 时间
    from_staff_id: From, 原客户经理
    to_staff_id: To, 新客户经理
    from_branch_id: From branch, 原网点
    to_branch_id: To branch, 新网点
    source: Told by, 来源
tilth_reason_closure: Reasons closed, 办结事由
tilth_number_mark: Numbers marked wrong, 错号标记
"""


def _read(text: str) -> dict[str, dict[str, Words]]:
    found: dict[str, dict[str, Words]] = {}
    for line in text.strip().splitlines():
        name, _, words = line.strip().partition(": ")
        said = Words(*(part.strip() for part in words.split(",")))
        if line.startswith(" "):
            found[next(reversed(found))][name] = said
        else:
            found[name] = {"": said}
    return found


TABLES: Mapping[str, Mapping[str, Words]] = _read(_TEXT)
"""Table → column → its words; under the empty name those of the table."""
