"""Days of the week, and the holidays of the bank's calendar."""

from tilth.policy.words import Codes, Words

WEEKDAYS: Codes = {
    "1": Words("Monday", "周一"),
    "2": Words("Tuesday", "周二"),
    "3": Words("Wednesday", "周三"),
    "4": Words("Thursday", "周四"),
    "5": Words("Friday", "周五"),
    "6": Words("Saturday", "周六"),
    "7": Words("Sunday", "周日"),
}
HOLIDAYS: Codes = {
    "New Year's Day": Words("New Year's Day", "元旦"),
    "Spring Festival": Words("Spring Festival", "春节"),
    "Tomb-sweeping Day": Words("Tomb-sweeping Day", "清明节"),
    "Labour Day": Words("Labour Day", "劳动节"),
    "Dragon Boat Festival": Words("Dragon Boat Festival", "端午节"),
    "National Day": Words("National Day", "国庆节"),
    "Mid-autumn Festival": Words("Mid-autumn Festival", "中秋节"),
}
"""Under the names that the calendar gives them."""
