"""The atlas: pages that link up."""

from pathlib import Path

from tests.books import book_on_disk, files_of
from tests.cli.runner import Runner
from tests.end_to_end.atlases import Links, broken_links, drawn, pages_of


def test_every_account_has_pages_and_every_link_leads_somewhere(several: Runner, site: Path) -> None:
    said = several.tell("atlas", "-o", site)
    assert said == f"drew 3 of 3 accounts; {site}/index.html\n"
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    accounts = ("hedu-foods", "lanshi-heavy", "lanshi-holdings")
    assert pages >= {
        "index.html",
        "rules.html",
        *(f"{one}/{page}.html" for one in accounts for page in ("index", "gaps", "map")),
    }
    assert broken_links(site) == []
    assert [page for page in pages_of(site) if Links(page).acting] == []


def test_a_link_that_leads_nowhere_is_seen(several: Runner, site: Path) -> None:
    several.tell("atlas", "-o", site)
    (site / "lanshi-heavy" / "gaps.html").unlink()
    (site / "hedu-foods" / "org.svg").unlink()
    assert {line.split(":")[0] for line in broken_links(site)} == {"lanshi-heavy/index.html", "hedu-foods/index.html"}


def test_the_gaps_page_says_what_gaps_says(several: Runner, site: Path) -> None:
    several.tell("waive", "G101", "lanshi-holdings", "--until", "2027-03-01", "--reason", "not worth it <b>")
    several.tell("atlas", "-o", site)
    told = several("gaps", "--account", "lanshi-heavy", "--json").json["gaps"]
    page = (site / "lanshi-heavy" / "gaps.html").read_text("utf-8")
    assert page.count("<li>") == len(told) > 10
    assert all(f'href="../rules.html#{gap["code"]}"' in page for gap in told)
    assert "not worth it &lt;b&gt;" in (site / "lanshi-holdings" / "gaps.html").read_text("utf-8")


def test_the_same_book_and_day_give_the_same_bytes(several: Runner, site: Path, tmp_path: Path) -> None:
    several.tell("atlas", "-o", site)
    several.tell("atlas", "-o", tmp_path / "twin")
    assert files_of(site) == files_of(tmp_path / "twin")


def test_an_empty_book(tmp_path: Path, site: Path) -> None:
    relmap = Runner(book_on_disk(tmp_path / "empty", {}))
    assert relmap.tell("atlas", "-o", site) == f"drew 0 of 0 accounts; {site}/index.html\n"
    assert broken_links(site) == []


def test_json_is_english_and_the_pages_are_the_reader_s(several: Runner, site: Path) -> None:
    document = several("atlas", "-o", site, "--json", "--lang", "zh").json
    assert (document["schema"], document["dry_run"], document["removed"]) == ("relmap.atlas/1", False, [])
    assert document["index"] == f"{site}/index.html"
    assert '<html lang="zh"' in (site / "index.html").read_text("utf-8")
    assert "全部客户" in (site / "index.html").read_text("utf-8")
    assert "drew" not in several.tell("atlas", "-o", site, "--lang", "zh")
    assert drawn(several, site, "--lang", "zh") == []
