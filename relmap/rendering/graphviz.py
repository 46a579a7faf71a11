"""The one door to Graphviz, which does the layout and nothing else: DOT text in, places and curves out.

Graphviz measures from the bottom left corner, in points; what comes out of here is measured from the top left.
"""

import json
import shutil
import subprocess
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from relmap.errors import GraphvizFailed, GraphvizMissing

try:
    import pygraphviz
except ImportError:
    pygraphviz = None

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A chain of cubic Bezier curves (3n + 1 points), with the tips of the arrow heads where there are any."""

    points: tuple[Point, ...]
    start: Point | None = None
    end: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`nodes` are centres by node id, `edges` curves by edge id, `clusters` frames by cluster name."""

    width: float
    height: float
    nodes: dict[str, Point] = field(default_factory=dict)
    edges: dict[str, Curve] = field(default_factory=dict)
    clusters: dict[str, Box] = field(default_factory=dict)


def layout(dot_text: str) -> Layout:
    """Raises GraphvizMissing without Graphviz on this machine, GraphvizFailed when it cannot lay the graph out."""
    return _read(json.loads(_run(dot_text)))


def _run(dot_text: str) -> bytes:
    if pygraphviz is None:
        return _run_program(dot_text)
    try:
        # pygraphviz writes a warning of its own for more than 1,000 people; it helps nobody.
        with redirect_stderr(StringIO()):
            drawn: bytes = pygraphviz.AGraph(string=dot_text).draw(format="json0", prog="dot")
    except (ValueError, OSError) as error:
        raise GraphvizFailed(reason=str(error)) from error
    return drawn


def _run_program(dot_text: str) -> bytes:
    program = shutil.which("dot")
    if program is None:
        raise GraphvizMissing
    done = subprocess.run([program, "-Tjson0"], input=dot_text.encode(), capture_output=True, check=False)
    if done.returncode != 0:
        raise GraphvizFailed(reason=" ".join(done.stderr.decode(errors="replace").split()))
    return done.stdout


def _read(graph: dict[str, Any]) -> Layout:
    left, bottom, right, top = _numbers(graph["bb"])
    objects = graph.get("objects", [])
    return Layout(
        width=right - left,
        height=top - bottom,
        nodes={each["name"]: _point(each["pos"], top) for each in objects if "pos" in each},
        edges={each["id"]: _curve(each["pos"], top) for each in graph.get("edges", []) if "id" in each},
        clusters={each["name"]: _box(each["bb"], top) for each in objects if "bb" in each},
    )


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


def _point(text: str, top: float) -> Point:
    x, y = _numbers(text)
    return x, top - y


def _box(text: str, top: float) -> Box:
    left, low, right, high = _numbers(text)
    return Box(left=left, top=top - high, width=right - left, height=high - low)


def _curve(text: str, top: float) -> Curve:
    ends: dict[str, Point] = {}
    points = []
    for word in text.split(";")[0].split():
        if word[0] in "se" and word[1] == ",":
            ends[word[0]] = _point(word[2:], top)
        else:
            points.append(_point(word, top))
    return Curve(points=tuple(points), start=ends.get("s"), end=ends.get("e"))
