"""What two ways to write one number, address or page share."""

import re
import unicodedata

_PHONES = ("phone", "mobile", "whatsapp")
_OF_PLACES = ("fax", "address", "website")
_EXTENSION = re.compile(r"(?:ext|x|#|ต่อ|转|轉|分机|分機)")
_COUNTRY = re.compile(r"00(?=[1-9])|(?=66\d{8,9}$)|(?=86\d{10,11}$)")
_FEWEST_DIGITS = 7
_LINKEDIN = re.compile(r"(linkedin\.com/in/[^/?#]+)[/?#].*")
_WEB = re.compile(r"(?:https?://)?(?:www\.|[a-z]{2}\.(?=linkedin))?")


def address_key(channel: str, text: str) -> str:
    """What two ways to write one number or address share; "" where it is none that belongs to one person.

    Numbers by their digits, in any script: without the country code of Thailand or China, and without the zero that
    stands for it. What follows an extension's sign counts. E-mail and the like without regard to case.

    >>> address_key("mobile", "+66 (0)81-234-5678") == address_key("phone", "081 234 5678")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    if channel in _OF_PLACES:
        return ""
    if channel not in _PHONES:
        # One page may be written with and without what a browser adds, and LinkedIn's with a language behind it.
        bare = _WEB.sub("", folded).rstrip("/") if "/" in folded else folded
        bare = _LINKEDIN.sub(r"\1", bare)
        return f"{channel}:{bare}" if bare else ""
    number, *extension = _EXTENSION.split(folded, maxsplit=1)
    digits = _digits(number)
    if len(digits) < _FEWEST_DIGITS:
        return ""
    return f"phone:{_national(digits, abroad=number.lstrip(' (').startswith('+'))}" + "".join(
        f"x{_digits(part)}" for part in extension
    )


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in text if c.isdigit())


def _national(digits: str, *, abroad: bool) -> str:
    marked = _COUNTRY.match(digits)
    if abroad or marked:
        digits = digits[marked.end() if marked else 0 :]
        digits = digits[2:] if digits.startswith(("66", "86")) else digits
    return digits.removeprefix("0")
