"""Names, and how people type them: every one of these texts finds the person."""

DOTS = ("·", "・", "•", "‧", "∙", "⋅", "●", "。", "…", ".", "．", "･", "、", "-", "—", " ", "")
_DOTTED = ("买买提·艾力", "古丽•巴哈尔", "尼玛・次仁", "阿卜杜拉‧热合曼")

READ: dict[str, tuple[str, ...]] = {
    "吕小九": (
        "lvxiaojiu",
        "lyuxiaojiu",
        "luxiaojiu",
        "lüxiaojiu",
        "lu",
        "lv",
        "ly",
        "lyu",
        "LXJ",
        "吕 小 九",
    ),
    "女娲甲": ("nvwajia", "nyuwajia", "nuwajia", "nyuwa", "nuwa", "nwj"),
    "略小虐": ("lvexiaonve", "luexiaonue", "lyuexiaonyue", "lve", "lue", "lxn"),
    "孙宇航": ("sunyuhang", "syh", "sunyu"),
    "曲绿野": ("qulvye", "quluye", "qly", "qvlvye"),
    "单雪晴": ("shanxueqing", "danxueqing", "chanxueqing", "sxq", "dxq", "cxq", "dan", "shan"),
    "曾一凡": ("zengyifan", "cengyifan", "zyf", "cyf"),
    "仇海波": ("qiuhaibo", "chouhaibo", "qhb", "chb"),
    "区志强": ("ouzhiqiang", "quzhiqiang", "ozq", "qzq"),
    "乐天行": ("yuetianxing", "letianxing", "yuetianhang", "letianhang", "ytx", "lth"),
    "解长青": ("xiechangqing", "jiechangqing", "xiezhangqing", "xcq", "jzq"),
    "查海生": ("zhahaisheng", "chahaisheng", "zhs"),
    "盖中宝": ("gezhongbao", "gaizhongbao", "gzb"),
    "朴正熙": ("piaozhengxi", "puzhengxi", "pzx"),
    "尉迟恭": ("yuchigong", "weichigong", "ycg", "wcg"),
    "单于明": ("chanyuming", "shanyuming", "danyuming", "cym", "sym"),
    "万俟卨": ("moqixie", "mqx", "wanqixie"),
    "长孙无忌": ("zhangsunwuji", "zswj", "changsunwuji"),
    "翟天临": ("zhaitianlin", "ditianlin", "ztl"),
    "覃辉": ("qinhui", "tanhui", "qh", "th"),
    "缪斯": ("miaosi", "miusi", "mousi"),
    "沈重": ("shenzhong", "shenchong", "sz", "sc"),
    "王重阳": ("wangchongyang", "wangzhongyang", "wcy", "wzy"),
    "刘长江": ("liuchangjiang", "liuzhangjiang", "lcj", "lzj"),
    "欧阳达晟": ("ouyangdasheng", "ouyangdacheng", "oyds", "oydc"),
    "李茜": ("lixi", "liqian", "lx", "lq"),
    "张朝阳": ("zhangchaoyang", "zhangzhaoyang", "zcy", "zzy"),
    "赵晓乐": ("zhaoxiaole", "zhaoxiaoyue", "zxl", "zxy"),
    "柏盛": ("baisheng", "bosheng", "baicheng", "bs"),
    "任行之": ("renxingzhi", "renhangzhi", "rxz", "rhz"),
    "重庆长江重工有限公司": ("chongqingchangjiang", "cqcj", "重庆长江", "长江重工", "重庆 长江"),
    "工商银行朝阳支行": ("gongshangyinhang", "gsyh", "朝阳支行"),
    "𬭎若": ("𬭎若", "𬭎", "hongruo", "hr"),
    "张𬎆": ("张𬎆", "𬎆", "zhangying", "zy"),
    "𠮷𬎆": ("𠮷𬎆", "𠮷 𬎆"),
    "龚䶮": ("龚䶮", "龚\ue863", "gongyan", "gy"),
    "赵\ue000": ("赵\ue000", "\ue000", "zhao"),
    "John Smith": ("john smith", "Smith John", "SMITH, JOHN", "smithj", "johns", "js", "sj", "ＪＯＨＮ"),
    "Mary-Ann O’Neill": ("mary ann", "oneill mary", "O'Neill", "o’neill", "ann mary oneill", "mao"),
    "José Müller": ("jose muller", "José", "muller jose", "MÜLLER", "jm"),
    "Søren Łódź": ("soren", "søren łódź", "lodz"),
    "Anna 李": ("anna", "李", "Anna李", "annali"),
    "ABC（中国）贸易公司": ("abc中国", "ＡＢＣ", "abc(中国)贸易", "中国贸易"),
    "Сергей Иванов": ("сергей", "Иванов", "СЕРГЕЙ ИВАНОВ"),
    "محمد علي": ("محمد", "مُحَمَّد علي", "علي"),
    "김철수": ("김철수", "철수", "김 철수"),
    "やまだ たろう": ("やまだたろう", "たろう"),
    "张": ("张", "zhang", "z"),
    "欧阳" * 100: ("欧阳欧阳欧阳", "欧阳" * 100, "ouyangouyang"),
    "e\u0301\u0302\u0303": ("é", "e"),
}
"""Name → texts. Companies end in a word that says so."""
NAMES = READ | {
    name: tuple(name.replace(name[at], dot) for dot in DOTS)
    for name in _DOTTED
    for at in (next(place for place, sign in enumerate(name) if sign in DOTS),)
}
"""The same, and names with a middle dot, typed with every other one."""
FORMS = {
    "blanks inside": " ".join,
    "full width": lambda name: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name),
    "a wide blank": lambda name: f"\u3000{name}\u3000",
}
"""Every name is found also by these."""

NUMBERS: dict[str, dict[str, tuple[str, ...]]] = {
    "13800138001": {
        "whole": (
            *("13800138001", "+86 138-0013-8001", "008613800138001", "8613800138001", "138.0013.8001"),
            *("１３８００１３８００１", "138 0013 8001", "(+86)13800138001", "13800138001/13900139001"),
        ),
        "part": ("00138001", "0013 8001", "0013-8001", "8001"),
    },
    "01065529988": {
        "whole": (
            *("01065529988", "010-65529988", "(010) 6552 9988", "+86 10 6552 9988", "0086-10-65529988"),
            *(
                "010 6552 9988",
                "０１０－６５５２９９８８",
                "1065529988",
                "010-65529988-801",
                "010-65529988转801",
            ),
        ),
        "part": ("65529988", "6552 9988", "6552-9988", "9988"),
    },
    "05718123456": {
        "whole": ("0571-8123456", "05718123456", "+86 571 812 3456", "5718123456"),
        "part": ("8123456", "812-3456", "3456"),
    },
    "02161234567转808": {
        "whole": ("021-61234567", "021-61234567-808", "02161234567转808", "(021) 6123-4567 ext. 808"),
        "part": ("61234567", "4567"),
    },
    "+85291234567": {
        "whole": ("+85291234567", "+852 9123 4567", "0085291234567", "852 9123 4567", "(852) 9123-4567"),
        "part": ("91234567", "9123 4567", "4567"),
    },
    "4008001234": {"whole": ("4008001234", "400-800-1234"), "part": ("1234",)},
}
"""Number as a feed's cell is kept → texts that find it wherever one looks, and in the own book only."""
