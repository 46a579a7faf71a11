"""Mermaid diagrams, drawn by Mermaid itself in a browser and read back."""

import json
import os
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from relmap.analysis.map_contents import Card, Group
from relmap.errors import TooMuchForMermaid
from relmap.exporters import mermaid
from relmap.model.text import visible
from relmap.rendering.labels import ENGLISH
from relmap.rendering.theme import SIGNS
from tests.programs import mermaid as mermaid_script
from tests.programs import need
from tests.rendering.contents import NASTY, arrow, contents, crowd, hotel, person

OWN = (
    "end", "subgraph x", "graph", "1. first", "- item", "# head", "**bold**", "_it_", "`code`", "fa:fa-car", "$$x^2$$",
    "#35;", "&#35;", "%%{init: {'theme':'dark'}}%%", "%% comment", "click n1 href", "style n1 fill:#f00;", "a --> b",
    "x|y|z", "[(", "]]", '"]', "classDef x fill:#f9f", "@{ shape: x }", ":::s", "<br/>", "~~~", "ﬂ°°60¶ß", "ﬂ°lt¶ß",
    "x^2", "1) y", "+ z", "> q", "<img src=x onerror=alert(1)>", "[link](https://x.example)", "![i](x)", "==",
    "$$$a$$$", "ends ",
)  # fmt: skip
NAMES = [name for name in (*NASTY, *OWN) if visible(name).strip() and len(name) < 100]

DRAW = """
let alerts = 0;
window.alert = () => { alerts += 1; };
mermaid.initialize({startOnLoad: false, securityLevel: "strict"});
const texts = (root, what) => [...root.querySelectorAll(what)].map(each => {
  for (const line of each.querySelectorAll("br")) line.replaceWith("\\n");
  return each.textContent.split("\\n");
});
(async () => {
  const drawn = [];
  for (const [place, diagram] of DIAGRAMS.entries()) {
    const page = document.createElement("div");
    try { page.innerHTML = (await mermaid.render("d" + place, diagram)).svg; }
    catch (error) { drawn.push({error: String(error)}); continue; }
    document.body.append(page);
    drawn.push({
      nodes: texts(page, "g.node .nodeLabel"),
      edges: texts(page, "span.edgeLabel"),
      groups: texts(page, "g.cluster .nodeLabel"),
      title: texts(page, ".flowchartTitleText"),
      acting: [...page.querySelectorAll("script, img, a, i, math, [onload], [onerror]")].map(each => each.outerHTML),
    });
  }
  const out = document.createElement("pre");
  out.id = "found";
  out.textContent = JSON.stringify({drawn, alerts});
  document.body.append(out);
})();
"""


def colour(card: Card) -> str:
    return "#14633f" if card.stance else "#64748b"


def drawn(diagrams: list[str], folder: Path) -> list[Any]:
    """What Mermaid makes of the diagrams: their texts as a reader sees them."""
    script = mermaid_script().read_text("utf-8").replace("</script", "<\\/script")
    data = json.dumps(diagrams).replace("</", "<\\/")
    page = folder / "page.html"
    page.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body><script>{script}</script>"
        f"<script>const DIAGRAMS = {data};\n{DRAW}</script>",
        "utf-8",
    )
    command = [need("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000"]
    done = subprocess.run(
        [*command, "--dump-dom", f"file://{page}"],
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    match = re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.DOTALL)
    assert match, done.stdout[-2000:]
    found = json.loads(unescape(match[1]))
    assert found["alerts"] == 0
    return list(found["drawn"])


def seen(text: str) -> str:
    return " ".join(text.replace("\u200c", "").split())


def test_every_name_is_shown_as_it_was_written_and_does_nothing(tmp_path: Path) -> None:
    parts = [NAMES[start : start + 30] for start in range(0, len(NAMES), 30)]
    maps = []
    for part in parts:
        cards = [person(f"p{place:02}", name) for place, name in enumerate(part)]
        ties = tuple(arrow(f"p{place:02}", "p00", name) for place, name in enumerate(part) if place)
        group = Group(name=part[1], cards=("hotel/p01",))
        maps.append(contents(*cards, arrows=ties, groups=(group,), title=part[2], subtitle=(part[0],)))
    found = drawn([mermaid.mermaid(each, ENGLISH, colour) for each in maps], tmp_path)
    for part, what in zip(parts, found, strict=True):
        assert "error" not in what
        names = [seen(visible(name)) for name in part]
        assert sorted(seen(lines[0]) for lines in what["nodes"] if lines[-1] == SIGNS[None]) == sorted(names)
        kinds = [seen(visible(name).replace("_", " ")) for name in part[1:]]
        assert sorted({seen(lines[0]) for lines in what["edges"]} - {""}) == sorted(set(kinds))
        assert seen(what["groups"][0][0]) == names[1]
        assert seen(what["title"][0][0]) == f"{names[2]} · {names[0]}".translate(mermaid.NO_TAGS)
        assert what["acting"] == []


@pytest.mark.parametrize("view", ["influence", "org"])
def test_a_hotel(view: str, tmp_path: Path) -> None:
    (found,) = drawn([mermaid.mermaid(hotel(view), ENGLISH, colour)], tmp_path)
    assert ["วิชัย ครัวทอง", "หัวหน้าเชฟ", "Influencer, Evaluator", "+"] in found["nodes"]
    assert ["นก สุขใจ", "พนักงานขาย"] in found["nodes"]
    assert ["Somchai", "Former buyer", "0", "left"] in found["nodes"]
    assert {"1 · Our tie", "2 · Friend", "3 · Advises", "Reports to"} <= {lines[0] for lines in found["edges"]}
    assert [lines[0] for lines in found["groups"]] == (["จัดซื้อ", "Front Office"] if view == "org" else [])


def test_ties_differ_by_their_lines() -> None:
    written = mermaid.mermaid(hotel(), ENGLISH, colour)
    assert 'n4 <==>|"2 · Friend"| n3' in written
    assert 'n2 x--x|"In conflict"| n3' in written
    assert 'n3 -->|"Reports to"| n1' in written
    dotted = contents(person("a"), person("b"), arrows=(arrow("a", "b", "advises"),))
    assert 'n1 -.->|"Advises"| n2' in mermaid.mermaid(dotted, ENGLISH, colour)


def test_signs_are_those_of_all_maps() -> None:
    assert mermaid.SIGNS == SIGNS


def test_more_than_git_hosts_draw_is_refused() -> None:
    with pytest.raises(TooMuchForMermaid, match=r"749 ties .* --top"):
        mermaid.mermaid(crowd(500), ENGLISH, colour)
