"""Numbers and names as pages write them, once it is decided what of them is shown."""

_MOBILE_LENGTH = 11


def dial(number: str | None) -> str:
    """Return the number as a tel: link takes it: digits and a leading plus."""
    text = (number or "").strip()
    digits = "".join(sign for sign in text if sign.isdigit())
    return f"+{digits}" if text.startswith("+") and digits else digits


def grouped(number: str | None) -> str:
    """Return a mobile number in the groups in which it is read aloud; any other number as it is."""
    text = (number or "").strip()
    if len(text) == _MOBILE_LENGTH and text.isdecimal() and text.startswith("1"):
        return f"{text[:3]} {text[3:7]} {text[7:]}"
    return text


def initial(name: str | None) -> str:
    """Return the sign that stands in a customer's round: the first of the name."""
    return (name or "").strip()[:1].upper()
