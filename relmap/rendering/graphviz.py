"""The one door to Graphviz, which finds ways round the cards and nothing else: DOT text in, curves out.

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
class Routes:
    """`nodes` are centres by node id, `edges` curves by edge id."""

    nodes: dict[str, Point] = field(default_factory=dict)
    edges: dict[str, Curve] = field(default_factory=dict)


def routes(dot_text: str) -> Routes:
    """The edges of a graph whose nodes have their places.

    Raises GraphvizMissing without Graphviz on this machine, GraphvizFailed when it finds no ways.
    """
    return _read(json.loads(_run(dot_text)))


def _run(dot_text: str) -> bytes:
    if pygraphviz is None:
        return _run_program(dot_text)
    try:
        # pygraphviz writes a warning of its own for more than 1,000 people; it helps nobody.
        with redirect_stderr(StringIO()):
            drawn: bytes = pygraphviz.AGraph(string=dot_text).draw(format="json0", prog="nop2")
    except (ValueError, OSError) as error:
        raise GraphvizFailed(reason=str(error)) from error
    return drawn


def _run_program(dot_text: str) -> bytes:
    program = shutil.which("neato")
    if program is None:
        raise GraphvizMissing
    done = subprocess.run([program, "-n2", "-Tjson0"], input=dot_text.encode(), capture_output=True, check=False)
    if done.returncode != 0:
        raise GraphvizFailed(reason=" ".join(done.stderr.decode(errors="replace").split()))
    return done.stdout


def _read(graph: dict[str, Any]) -> Routes:
    top = _numbers(graph["bb"])[3]
    objects = graph.get("objects", [])
    return Routes(
        nodes={each["name"]: _point(each["pos"], top) for each in objects if "pos" in each},
        edges={each["id"]: _curve(each["pos"], top) for each in graph.get("edges", []) if "id" in each},
    )


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


def _point(text: str, top: float) -> Point:
    x, y = _numbers(text)
    return x, top - y


def _curve(text: str, top: float) -> Curve:
    ends: dict[str, Point] = {}
    points = []
    for word in text.split(";")[0].split():
        if word[0] in "se" and word[1] == ",":
            ends[word[0]] = _point(word[2:], top)
        else:
            points.append(_point(word, top))
    return Curve(points=tuple(points), start=ends.get("s"), end=ends.get("e"))
