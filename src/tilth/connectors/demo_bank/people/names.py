"""Names of people and companies: made-up characters and weights, all combinations by chance.

Surnames fall off in frequency as surnames do, with those that are read otherwise as a surname
(曾 单 仇 解 区 …), a few of two characters, and rare characters among the given names: a bank has them all.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.demo_bank.streams import pick

_COMMON = "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹彭潘萧田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严洪武莫孔汤常温康施文牛樊葛邢安齐庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳时穆农司古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仝栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"  # noqa: E501 - one list
_POLYPHONIC = "曾单仇解区任华盖朴查员乐覃尉缪"
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "东方", "夏侯")
_GIVEN = "子文宇思明佳晨雨安志家一建春海晓立永新国书欣瑞俊雅宁天泽景心若清月云博逸诗涵梦清远林川山星辰朗哲睿航嘉和平正德仁义礼信达通元亨利贞君怡然悦知行言舟帆扬启承继光辉明亮澄澈润泽沐沛溪泉洁净素简朴真诚恒毅坚敏慧颖聪灵秀丽华美芳馨芸芷兰竹菊梅松柏桐楠桦榕枫荷莲萍苇禾苗穗稼耕田禄福寿康乐善良温和柔静婉约淑贤惠珍宝玉琪琳琅瑶瑾瑜璇珺"  # noqa: E501 - one list
_RARE = "喆堃翀昇旻玥淼犇垚赟奭䶮㛃𬭎𫖯"

_WORDS_1 = "禾谷穗岸汀屿岚岭澜沐榆梓桐棠楠栎槿苇菡蔚霁霖曜昀珩琮瑄璟铄钧锦"
_WORDS_2 = "野舟桥渡石泉原坡畔帆桨陌墟屏台亭榭苑庭轩廊壁砚墨笺弦鼓钟磬镜"
INDUSTRIES = (
    "精密机械",
    "纺织服饰",
    "食品加工",
    "建筑工程",
    "软件技术",
    "医疗器械",
    "物流运输",
    "电子元件",
    "家居用品",
    "环保科技",
    "农产品贸易",
    "文化传播",
    "汽车零部件",
    "新材料",
    "餐饮管理",
    "教育咨询",
)


def people(draw: np.random.Generator, count: int) -> pa.Array:
    """Return `count` names of people: surname and a given name of one or two characters."""
    surnames, weights = _surnames()
    given = sorted(set(_GIVEN)) + list(_RARE)
    chance = np.concatenate([1 / (1 + np.arange(len(given) - len(_RARE)) * 0.03), np.full(len(_RARE), 0.01)])
    first, second = (pa.array(given).take(pick(draw, chance, count)) for _ in range(2))
    single = pa.array(draw.random(count) < 0.16)
    last = pc.if_else(single, "", second)
    family = pa.array(surnames).take(pick(draw, weights, count))
    return pc.binary_join_element_wise(family, first, last, "")


def companies(draw: np.random.Generator, cities: pa.Array, industry: np.ndarray) -> pa.Array:
    """Return names of companies: city, a made-up word, the industry, the legal form."""
    count = len(cities)
    words = [pa.array(list(pool)).take(draw.integers(0, len(pool), count)) for pool in (_WORDS_1, _WORDS_2)]
    trades = pa.array(INDUSTRIES).take(industry)
    forms = pa.array(("有限公司", "有限公司", "股份有限公司")).take(draw.integers(0, 3, count))
    return pc.binary_join_element_wise(cities, *words, trades, forms, "")


def _surnames() -> tuple[list[str], np.ndarray]:
    common = list(dict.fromkeys(_COMMON))
    special = [name for name in (*_POLYPHONIC, *_DOUBLE) if name not in common]
    falling = 100 / (1 + np.arange(len(common)) * 0.35)
    return [*common, *special], np.concatenate([falling, np.full(len(special), 0.9)])
