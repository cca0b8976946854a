"""Topics and ways to begin of the demo bank's library; all invented."""

from tilth.jobs.demo_library_kinds import Told

TOPICS = (
    Told(
        "topic",
        "work",
        "any",
        ("手上的工作", "Work at hand"),
        (
            "最近单位忙不忙？年底事情多，您注意休息。",
            "Is work busy now? The year's end is full: take a rest.",
        ),
    ),
    Told(
        "topic",
        "family",
        "any",
        ("家里人", "The family"),
        ("家里老人身体还好吧？天冷了。", "Are your parents well? It has become cold."),
    ),
    Told(
        "topic",
        "children",
        "any",
        ("孩子上学", "Children at school"),
        ("孩子今年几年级了？功课紧不紧？", "Which year is your child in now?"),
    ),
    Told(
        "topic",
        "speciality",
        "any",
        ("写得一手好字", "A fine hand"),
        ("您这字写得真好，练了多少年？", "You write beautifully: since when?"),
    ),
    Told(
        "topic",
        "sport",
        "any",
        ("晨跑与球", "Running and ball games"),
        ("还在跑步吗？河边那条步道修好了。", "Do you still run? The path by the river is open again."),
    ),
    Told(
        "topic",
        "interest",
        "any",
        ("养花与旅行", "Flowers and journeys"),
        ("上次您说的那盆兰花，开了没有？", "Has the orchid that you spoke of bloomed?"),
    ),
    Told(
        "topic",
        "pride",
        "any",
        ("得意的一件事", "Something to be proud of"),
        (
            "听说您带的徒弟拿了奖，怎么带出来的？",
            "I hear that your apprentice won a prize: how did you do it?",
        ),
    ),
    Told(
        "topic",
        "hardship",
        "any",
        ("熬过来的那几年", "The years that are over"),
        ("那几年真不容易，您是怎么挺过来的？", "Those years were hard: how did you come through?"),
    ),
    Told(
        "topic",
        "season",
        "any",
        ("时令与过节", "Season and feasts"),
        ("快冬至了，家里包饺子还是吃汤圆？", "The solstice is near: dumplings at home, or sweet rice balls?"),
    ),
    Told(
        "topic",
        "weather",
        "any",
        ("天气", "Weather"),
        ("今天风大，路上好走吗？", "It is windy today: was the way here easy?"),
    ),
    Told(
        "topic",
        "news",
        "any",
        ("本地新闻", "News of the place"),
        ("地铁三号线通了，您上班是不是近了？", "The third line has opened: is your way to work shorter?"),
    ),
)
PHRASES = (
    Told(
        "icebreaker",
        "busy",
        "any",
        ("正忙着", "Just now busy"),
        ("您先忙，我等您两分钟，不急。", "Please finish first, I wait; there is no hurry."),
    ),
    Told(
        "icebreaker",
        "looks_well",
        "any",
        ("气色好", "Looking well"),
        ("您气色真好，最近睡得不错吧？", "You look well: do you sleep well?"),
    ),
    Told(
        "icebreaker",
        "trip",
        "any",
        ("出门回来", "Back from a journey"),
        ("听说您刚出门回来，哪儿最好玩？", "You have been away, I hear: what did you like most?"),
    ),
    Told(
        "icebreaker",
        "accent",
        "any",
        ("听口音", "An accent"),
        ("听您口音像南方人，老家是哪里？", "You sound as from the south: where is home?"),
    ),
    Told(
        "icebreaker",
        "profession",
        "any",
        ("名片上的专长", "The speciality on the card"),
        ("您名片上写着结构设计，平时画的是桥还是楼？", "Your card says structures: bridges or houses?"),
    ),
    Told(
        "icebreaker",
        "hobby",
        "any",
        ("牌友与书法", "Bridge and brush"),
        ("办公室这幅字是您写的吗？", "Did you write this scroll in your office?"),
    ),
)
TALK = (*TOPICS, *PHRASES)
