"""HTML put together so that no text of the book's is ever taken as HTML."""

from html import escape

from relmap.model.text import visible

_VOID = frozenset({"img", "input", "link", "meta", "source"})


class Markup(str):
    """HTML as it is; every other text is escaped where it is put in."""

    __slots__ = ()


def text(words: str) -> Markup:
    """The words as a reader sees them, control characters by their numbers."""
    return words if isinstance(words, Markup) else Markup(escape(visible(words)))


def tag(name: str, /, *inside: str, **attributes: str | bool | None) -> Markup:
    """An element; an attribute that is None or False is left out, one that is True has no value.

    >>> tag("a", "<b>", href="x.html", class_="to", hidden=True)
    '<a href="x.html" class="to" hidden>&lt;b&gt;</a>'
    """
    given = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    opened = f"<{name}{given}>"
    return Markup(opened if name in _VOID else f"{opened}{joined(*inside)}</{name}>")


def joined(*parts: str) -> Markup:
    return Markup("".join(map(text, parts)))


def _attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'


def sentence(words: str) -> Markup:
    """A sentence of relmap's own or of the book's, with the commands in it set as commands."""
    parts = words.split("`")
    if len(parts) % 2 == 0:
        return text(words)
    return joined(*(tag("code", part) if place % 2 else part for place, part in enumerate(parts)))


def table(caption: str, headings: list[str], rows: list[Markup], **attributes: str) -> Markup:
    """A table in a frame that scrolls where a screen is narrow; a reader of screens hears what it is of."""
    head = tag("thead", tag("tr", *(tag("th", heading, scope="col") for heading in headings)))
    inside = tag("table", tag("caption", caption), head, tag("tbody", *rows), **attributes)
    return tag("div", inside, class_="table", tabindex="0", role="region", aria_label=caption)


def row(head: str, *cells: str, **attributes: str) -> Markup:
    return tag("tr", tag("th", head, scope="row"), *(tag("td", cell) for cell in cells), **attributes)
