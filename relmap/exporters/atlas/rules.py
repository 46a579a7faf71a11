"""What each gap means: the pages about the rules, one after another, each with its place to link to."""

import re
from collections.abc import Mapping

from relmap.exporters.atlas.frame import INDEX_PAGE, document
from relmap.exporters.atlas.markup import Markup, joined, sentence, tag
from relmap.model.saying import _
from relmap.usecases.atlas import Edition

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def rules_page(pages: Mapping[str, str], edition: Edition) -> bytes:
    """`pages` are those of `relmap gaps --explain`, by code, in the reader's language."""
    title = _("What each gap means")
    sections = (tag("section", *map(_block, _blocks(page)), id=code) for code, page in pages.items())
    links = (tag("li", tag("a", code, href=f"#{code}")) for code in pages)
    contents = tag("nav", tag("ul", *links), aria_label=_("On this page"), class_="contents")
    return document(title, tag("h1", title), contents, *sections, edition=edition, above=INDEX_PAGE)


def _blocks(page: str) -> list[str]:
    return [block for block in page.split("\n\n") if block.strip()]


def _block(block: str) -> Markup:
    """Of Markdown only what these pages have: headings, commands, lists and paragraphs."""
    if block.startswith("#"):
        signs, _space, words = block.partition(" ")
        return tag(f"h{len(signs) + 1}", words)
    if block.startswith("```"):
        return tag("pre", *(joined(line, Markup("\n")) for line in block.strip("`").strip("\n").split("\n")))
    if block.startswith("- "):
        items = f"\n{block}".split("\n- ")[1:]
        return tag("ul", *(tag("li", _linked(item)) for item in items))
    return tag("p", _linked(block))


def _linked(block: str) -> Markup:
    """A paragraph with its links to other rules; of links that lead out of the atlas only the words."""
    words, parts, at = " ".join(block.split()), [], 0
    for found in _LINK.finditer(words):
        name, address = found.groups()
        parts += [
            sentence(words[at : found.start()]),
            tag("a", name, href=f"#{name}") if address == f"{name}.md" else name,
        ]
        at = found.end()
    return joined(*parts, sentence(words[at:]))
