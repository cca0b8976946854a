"""Amounts: 万 and 亿 in Chinese, K, M and B in English, a true minus sign, thousands separators."""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

MINUS = "\u2212"
DASH = "\u2014"
SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "JPY": "JP¥", "CZK": "Kč "}
_WAN = Decimal(10_000)
_YI = Decimal(100_000_000)


def symbol(currency: str) -> str:
    """Return the sign of an ISO 4217 currency, or its code and a space."""
    return SYMBOLS.get(currency, f"{currency} ")


def _round(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _trim(value: Decimal, places: int) -> str:
    """Write a rounded number with separators; a whole one drops its zeros."""
    rounded = _round(value, places)
    whole = rounded == rounded.to_integral_value()
    return f"{rounded:,.0f}" if whole else f"{rounded:,.{places}f}"


def _chinese(size: Decimal) -> str:
    if _round(size, 0) < _WAN:
        return _trim(size, 0)
    if _round(size / _WAN, 1) < _WAN:
        return f"{_trim(size / _WAN, 1)}万"
    return f"{_trim(size / _YI, 2)}亿"


def _english(size: Decimal) -> str:
    if _round(size, 0) < _WAN:
        return _trim(size, 0)
    if _round(size / 1000, 1) < 1000:
        return f"{_trim(size / 1000, 1)}K"
    if _round(size / 1_000_000, 1) < 1000:
        return f"{_round(size / 1_000_000, 1):,.1f}M"
    return f"{_round(size / 1_000_000_000, 2):,.2f}B"


def short(amount: Decimal | None, *, language: str, currency: str = "CNY") -> str:
    """Return ¥8,650 · ¥76.4万 · ¥35.26亿, in English ¥764K · ¥3.5M; a missing value is a dash."""
    if amount is None:
        return DASH
    write = _chinese if language.startswith("zh") else _english
    text = f"{symbol(currency)}{write(abs(amount))}"
    return f"{MINUS}{text}" if amount < 0 else text


def signed(amount: Decimal | None, *, language: str, currency: str = "CNY") -> str:
    """Return `short` with its sign: +¥18.2万, −¥42万."""
    if amount is None or amount == 0:
        return short(amount, language=language, currency=currency)
    text = short(abs(amount), language=language, currency=currency)
    return f"{'+' if amount > 0 else MINUS}{text}"


def exact(amount: Decimal | None, *, currency: str = "CNY") -> str:
    """Return the amount to the cent, for the tooltip: ¥764,123.45."""
    if amount is None:
        return DASH
    text = f"{symbol(currency)}{_round(abs(amount), 2):,.2f}"
    return f"{MINUS}{text}" if amount < 0 else text


def enough(amount: Decimal, *, currency: str = "CNY") -> str:
    """Return an amount that has to be there, in whole units and never too little: ¥236,001."""
    return f"{symbol(currency)}{amount.to_integral_value(rounding=ROUND_CEILING):,f}"


def share(value: Decimal | float | None, *, places: int = 1) -> str:
    """Return a share as per cent: 0.313 → 31.3%."""
    if value is None:
        return DASH
    percent = _round(Decimal(str(value)) * 100, places)
    return f"{MINUS if percent < 0 else ''}{abs(percent):,.{places}f}%"


def basis_points(value: int) -> str:
    """Return a return in basis points as signed per cent: 2040 → +20.4%."""
    percent = _round(Decimal(abs(value)) / 100, 1)
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{percent:,.1f}%"


def count(value: float | None) -> str:
    """Return a number of people or things: 12,384."""
    if value is None:
        return DASH
    return f"{value:,}".replace("-", MINUS)


def capped(number: int, most: int) -> str:
    """Return a number of which no more than `most` are counted: 1,000+."""
    return f"{count(most)}+" if number > most else count(number)
