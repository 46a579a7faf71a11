"""Which of the addresses that people write down may be followed from a page."""

import re
from urllib.parse import urlsplit

_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_NUMBER = re.compile(r"\+?[0-9][0-9 ()./-]{4,30}")
_WEB = re.compile(r"https?://[^\s\"'<>`\\\x00-\x20\x7f]+", re.IGNORECASE)
_CALLED = ("phone", "mobile")


def address_of(channel: str, text: str) -> str:
    """Where a link on an entry of a person's card leads; "" where only the text is safe to show.

    >>> address_of("email", "malee@hotel.example"), address_of("phone", "+66 2 123 4567")
    ('mailto:malee@hotel.example', 'tel:+6621234567')
    >>> address_of("website", "javascript:alert(1)")
    ''
    """
    if channel == "email" and _EMAIL.fullmatch(text):
        return f"mailto:{text}"
    if channel in _CALLED and _NUMBER.fullmatch(text):
        return "tel:" + "".join(sign for sign in text if sign.isdigit() or sign == "+")
    return text if _WEB.fullmatch(text) and _has_host(text) else ""


def _has_host(text: str) -> bool:
    try:
        parts = urlsplit(text)
        # A name before an @ would make one site look like another.
        return bool(parts.hostname) and parts.username is None
    except ValueError:
        return False
