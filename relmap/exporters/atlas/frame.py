"""What every page has: head, style, the way back, and a foot. Nothing in it is loaded from anywhere but the folder."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from relmap.analysis.wording import as_committed
from relmap.exporters.atlas.markup import Markup, joined, tag
from relmap.model.saying import _, on_day
from relmap.usecases.atlas import Edition

RULES_PAGE = "rules.html"
INDEX_PAGE = "index.html"


def document(title: str, *main: str, edition: Edition, above: str = "", script: str = "") -> bytes:
    """A page; `above` is the name of the page that it belongs to, `script` that of a file beside this one."""
    back = tag("nav", tag("a", _("All accounts"), href=above), aria_label=_("All accounts")) if above else ""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        tag("style", Markup(_asset("style.css"))),
    )
    body = tag("body", tag("header", back), tag("main", *main), _foot(edition), _script(script))
    scheme = None if edition.theme == "auto" else "dark" if edition.theme == "dark" else "light"
    page = tag("html", head, body, lang=edition.language, data_scheme=scheme)
    return f"<!doctype html>\n{page}\n".encode()


def _foot(edition: Edition) -> Markup:
    if edition.committed:
        parts = [as_committed(edition.committed, edition.commit, edition.today)]
    else:
        parts = [on_day(edition.today)]
    if edition.commit and not edition.committed:
        parts.append(_("commit {commit}").format(commit=edition.commit))
    if edition.redact:
        parts.append(_("for strangers: initials for names, and nothing on what people think"))
    return tag("footer", " · ".join(parts))


def _script(name: str) -> Markup:
    return tag("script", Markup(_asset(name))) if name else joined()


def _policy(script: str) -> str:
    # `file:` for browsers to which a page read from the disk is a stranger to the pictures beside it.
    allowed = ["default-src 'none'", "img-src 'self' file:", f"style-src {_digest('style.css')}"]
    if script:
        allowed.append(f"script-src {_digest(script)}")
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])


def _digest(name: str) -> str:
    return f"'sha256-{b64encode(sha256(_asset(name).encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8").strip()
