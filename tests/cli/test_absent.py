"""Files that name somebody whom the book does not have: no answer passes that over."""

import pytest

from tests.cli.runner import Runner


@pytest.mark.parametrize(
    "command",
    [
        ("gaps",),
        ("gaps", "--all"),
        ("gaps", "--deal", "ceramic-plates"),
        ("coverage",),
        ("portfolio",),
        ("next",),
        ("next", "--all"),
        ("path", "--to", "GM"),
        ("show", "malee"),
    ],
    ids=" ".join,
)
def test_whoever_is_not_in_the_book_is_told_of_once(relmap: Runner, command: tuple[str, ...]) -> None:
    assert relmap(*command).stderr == ""
    deal = relmap.folder / "accounts/siam-grand/deals/ceramic-plates.yaml"
    deal.write_text(deal.read_text(encoding="utf-8").replace("committee:", "committee:\n  - {person: gone}"), "utf-8")
    said = "warning: deal ceramic-plates names siam-grand/gone, who is not in the book; `relmap check` says where\n"
    assert relmap(*command).stderr == said
    account = relmap.folder / "accounts/siam-grand/account.yaml"
    account.write_text(account.read_text(encoding="utf-8").replace("owner: nok", "owner: gone-m"), "utf-8")
    both = "warning: account siam-grand names team/gone-m, who is not in the book (and 1 more like it); "
    assert relmap(*command).stderr == f"{both}`relmap check` says where\n"


def test_whose_file_cannot_be_read_is_told_of_as_before(relmap: Runner) -> None:
    (relmap.folder / "team/nok.yaml").write_text("name: [", encoding="utf-8")
    told = relmap("gaps").stderr
    assert "team/nok.yaml" in told
    assert "who is not in the book" not in told
