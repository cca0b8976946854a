"""Personal data as a list shows it: enough to recognise, not enough to use."""

HIDDEN = "****"


def phone(number: str | None) -> str:
    """Return 138****8000 for a mobile; other numbers keep their last four; nothing stays nothing."""
    digits = "".join(sign for sign in number or "" if sign.isalnum())
    if not digits:
        return ""
    if len(digits) == 11 and digits.startswith("1"):
        return f"{digits[:3]}{HIDDEN}{digits[-4:]}"
    return f"{HIDDEN}{digits[-4:]}" if len(digits) >= 7 else HIDDEN


def dial(number: str | None) -> str:
    """Return the number as a tel: link takes it: digits and a leading plus."""
    text = (number or "").strip()
    digits = "".join(sign for sign in text if sign.isdigit())
    return f"+{digits}" if text.startswith("+") and digits else digits


def initial(name: str) -> str:
    """Return the sign that stands in a customer's round: the first of the name."""
    return name.strip()[:1].upper()
