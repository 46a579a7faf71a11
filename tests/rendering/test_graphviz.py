"""The one door to Graphviz: in process, else the `neato` program, else an error that says how to mend it."""

import os
from pathlib import Path

import pygraphviz
import pytest

from relmap.errors import GraphvizFailed, GraphvizMissing
from relmap.rendering import graphviz
from relmap.rendering.graphviz import Curve

DOT = (
    'digraph { node [shape=box, width=1, height=.5, fixedsize=true, label=""]; a [pos="0,0"]; b [pos="30,-200"]; '
    'c [pos="200,0"]; a -> b [id=e1]; a -> c [style=invis] }'
)


def test_places_are_measured_from_the_top_left_and_only_edges_with_ids_come_back() -> None:
    found = graphviz.routes(DOT)
    assert found.nodes["a"][1] < found.nodes["b"][1]
    assert found.edges.keys() == {"e1"}
    curve = found.edges["e1"]
    assert len(curve.points) % 3 == 1
    assert curve.end is not None
    assert curve.end[1] == pytest.approx(found.nodes["b"][1] - 18, abs=1)


def test_without_pygraphviz_the_neato_program_finds_the_ways(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    expected = graphviz.routes(DOT)
    (tmp_path / "answer").write_bytes(pygraphviz.AGraph(string=DOT).draw(format="json0", prog="nop2"))
    program = tmp_path / "neato"
    program.write_text(f'#!/bin/sh\n[ "$1 $2" = "-n2 -Tjson0" ] && grep -q \'a -> b\' && cat {tmp_path}/answer\n')
    program.chmod(0o755)
    monkeypatch.setattr(graphviz, "pygraphviz", None)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert graphviz.routes(DOT) == expected


def test_a_program_that_fails_is_an_error_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "neato"
    program.write_text("#!/bin/sh\necho 'no layout\nfor you' >&2; exit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(graphviz, "pygraphviz", None)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(GraphvizFailed, match="no layout for you"):
        graphviz.routes(DOT)


def test_without_any_graphviz_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(graphviz, "pygraphviz", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GraphvizMissing, match="pip install pygraphviz"):
        graphviz.routes(DOT)


def test_curves_with_heads_at_both_ends() -> None:
    curve = graphviz._curve("s,0,100 e,30,100 5,100 10,90 20,90 25,100", 100.0)
    assert curve == Curve(points=((5, 0), (10, 10), (20, 10), (25, 0)), start=(0, 0), end=(30, 0))
