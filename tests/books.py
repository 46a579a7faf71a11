"""Books for tests: on disk from the texts of their files, in memory from records."""

from collections.abc import Mapping
from pathlib import Path

from relmap.model.book import Book
from relmap.model.changes import Added
from relmap.model.changing import changed
from relmap.model.records import Record
from relmap.model.settings import Settings

HOTEL = {
    "team/nok.yaml": "name: นก สุขใจ\n",
    "accounts/siam-grand/account.yaml": "name: โรงแรมสยามแกรนด์\nsegment: new\n",
    "accounts/siam-grand/people/malee.yaml": (
        "name: มาลี ใจดี\n"
        "title: พนักงานต้อนรับ\n"
        "roles: [gatekeeper]\n"
        "stance: 1\n"
        "links:\n"
        "  - {to: prasert, kind: refers, level: 3}\n"
        "known_by:\n"
        "  - {member: nok, level: 2, assessed_on: 2026-11-03}\n"
    ),
    "accounts/siam-grand/people/prasert.yaml": "name: ประเสริฐ\nreports_to: anucha\nroles: [purchaser]\n",
    "accounts/siam-grand/people/anucha.yaml": (
        "name: อนุชา\ntitle: ผู้จัดการทั่วไป (GM)\nroles: [decision_maker]\ninfluence: 4\n"
    ),
    "accounts/siam-grand/deals/plates.yaml": "name: Plates\ncommittee:\n  - {person: anucha, stance: 0}\n",
    "accounts/siam-grand/touches/2026-nok.yaml": (
        '- {on: 2026-11-03, with: [malee], channel: visit, feeling: 1, note: "left samples"}\n'
        "- {on: 2026-11-12, with: [malee], channel: chat, deal: plates}\n"
    ),
}
"""A small book without a fault."""


def book_on_disk(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files of a book, `relmap.yaml` too if it is not among them; return its folder."""
    for path, content in {"relmap.yaml": "relmap: 1\n", **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def book_of(*records: Record, settings: Settings | None = None) -> Book:
    """A book in memory that holds these records."""
    return changed(Book(settings=settings or Settings()), [Added(record=record) for record in records])


def files_of(root: Path) -> dict[str, bytes]:
    """Path and bytes of every file below `root`, without what git and relmap keep for themselves."""
    return {
        path: file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and not (path := file.relative_to(root).as_posix()).startswith((".relmap/", ".git/"))
    }
