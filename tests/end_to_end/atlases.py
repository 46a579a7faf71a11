"""What tests of the atlas share: drawing one, and following its links."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.cli.runner import Runner


def drawn(relmap: Runner, site: Path, *options: str, **fields: Any) -> list[str]:
    done = relmap("atlas", "-o", site, *options, "--json", **fields)
    assert done.status == 0, done
    accounts: list[str] = done.json["drawn"]
    return accounts


class Links(HTMLParser):
    """The addresses of a page, its anchors, and what could act."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors: set[str] = set()
        self.acting: list[str] = []
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "srcset"):
                self.addresses.append(value or "")
            if name == "id":
                self.anchors.add(value or "")
            if name.startswith("on") or name == "style":
                self.acting.append(f"{tag} {name}")
        if tag in ("iframe", "object", "embed", "form", "base", "link"):
            self.acting.append(tag)


def broken_links(site: Path) -> list[str]:
    pages = {page.resolve(): Links(page) for page in site.rglob("*.html")}
    return [
        f"{page.relative_to(site.resolve())}: {address}"
        for page, links in pages.items()
        for address in links.addresses
        if not _leads_somewhere(page, address, pages)
    ]


def _leads_somewhere(page: Path, address: str, pages: dict[Path, Links]) -> bool:
    path, _, anchor = address.partition("#")
    target = (page.parent / unquote(path)).resolve() if path else page
    return ":" not in path and target.is_file() and (not anchor or anchor in pages[target].anchors)


def pages_of(site: Path) -> list[Path]:
    """The atlas' own pages: maps to click through have tests of their own."""
    return sorted(page for page in site.rglob("*.html") if page.name != "map.html")
