"""The transactions of one business day, collected in columns and handed over as one Arrow batch."""

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from tilth.connectors.demo_bank.columns import NONE, Whole, booleans, decimals, listed, numbered
from tilth.connectors.demo_bank.people.names import people as people_names
from tilth.connectors.demo_bank.streams import stream
from tilth.lake.arrow import arrow_schema
from tilth.ports.feed import BY_NAME
from tilth.ports.feed.positions import CHANNELS, TRANSACTION_KINDS

SCHEMA = arrow_schema(BY_NAME["transactions"])
MERCHANTS = (
    "禾田超市",
    "青石书店",
    "云帆加油站",
    "小满餐厅",
    "望江药房",
    "白露咖啡",
    "知行培训",
    "晨光文具",
    "惠民菜场",
    "远程出行",
    "山海旅行社",
    "星汉影院",
    "润泽物业",
    "城市水务",
    "城市电力",
    "清河燃气",
    "同城快递",
    "安康体检中心",
    "木兰服饰",
    "四季花店",
)
STRANGERS = 600
"""Names of people at other banks."""
BANKS = ("远山银行", "东篱银行", "潮声银行", "白鹭银行", "青岚农商银行", "北辰银行")
MEMOS = (
    "工资",
    "养老金",
    "代发工资",
    "结息",
    "账户服务费",
    "到期支取",
    "到期转存",
    "到期兑付",
    "开立定期",
    "申购",
    "赎回",
    "定投",
    "贷款还款",
    "贷款利息",
    "信用卡还款",
    "消费",
    "取现",
    "存现",
    "转账",
    "货款",
    "开户存入",
    "销户",
)


@dataclass(kw_only=True)
class Entry:
    """Rows of one kind: arrays of one length, codes for words (−1 empty)."""

    holding: Whole
    customer: Whole
    at: Whole
    """Seconds since 1970-01-01 on the bank's clock."""
    amount: Whole
    kind: int
    channel: Whole
    initiated: Whole
    cash: Whole
    party: Whole
    bank: Whole
    memo: int


@dataclass(kw_only=True)
class Journal:
    """One day's entries, and the words that their codes stand for."""

    parties: pa.Array
    """Merchants, strangers, then the customers' own names in order."""
    customers: int
    entries: list[Entry] = field(default_factory=list)

    def party_of(self, customers: Whole) -> Whole:
        """Return the codes under which customers stand as the other side."""
        return customers + len(MERCHANTS) + STRANGERS

    def hand_over(self, day: dt.date) -> pa.RecordBatch:
        """Return the day's transactions, numbered in order of time, and forget them."""
        entries, self.entries = self.entries, []
        at = _joined(entries, "at")
        order = np.argsort(at, kind="stable")
        count = len(order)
        sizes = [len(entry.at) for entry in entries]
        kinds = np.repeat(np.array([entry.kind for entry in entries], dtype=np.int8), sizes)[order]
        memos = np.repeat(np.array([entry.memo for entry in entries], dtype=np.int8), sizes)[order]
        party = _joined(entries, "party")[order]
        numbers = np.arange(1, count + 1, dtype=np.int64)
        columns = {
            "transaction_id": numbered(f"T{day:%y%m%d}", numbers, 8),
            "holding_id": numbered("H", _joined(entries, "holding")[order] + 1, 10),
            "customer_id": customer_ids_of(_joined(entries, "customer")[order]),
            "at": pa.array(at[order] * 1_000_000).cast(pa.timestamp("us")),
            "amount": decimals(_joined(entries, "amount")[order], pa.decimal128(18, 2)),
            "kind": listed(kinds, TRANSACTION_KINDS),
            "channel": listed(_joined(entries, "channel")[order], CHANNELS),
            "initiated_by_customer": booleans(_joined(entries, "initiated")[order].astype(np.int8)),
            "cash": booleans(_joined(entries, "cash")[order].astype(np.int8)),
            "counterparty_name": self.parties.take(pa.array(party, mask=party == NONE)),
            "counterparty_bank": listed(_joined(entries, "bank")[order], BANKS),
            "memo": listed(memos, MEMOS),
        }
        return pa.record_batch([columns[name] for name in SCHEMA.names], names=SCHEMA.names)


def open_journal(seed: int, names: pa.Array) -> Journal:
    """Return an empty journal for a bank whose customers have these names."""
    strangers = people_names(stream(seed, "strangers"), STRANGERS)
    parties = pa.concat_arrays([pa.array(MERCHANTS, pa.string()), strangers, names])
    return Journal(parties=parties, customers=len(names))


def customer_ids_of(places: Whole) -> pa.Array:
    """Return the numbers of some customers."""
    return numbered("C", places + 1, 9)


def _joined(entries: list[Entry], name: str) -> Whole:
    parts = [getattr(entry, name) for entry in entries]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
