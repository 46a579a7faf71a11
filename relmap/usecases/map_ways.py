"""The ways to people of a map, as its page tells them: every path with its steps, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from relmap.analysis.map_ties import drawn_kind
from relmap.analysis.paths import Path, PathAnswer, Step
from relmap.analysis.pseudonyms import Pseudonym
from relmap.analysis.redacting import PUBLIC_KINDS, TIE
from relmap.analysis.wording import figure, named
from relmap.model.book import Book
from relmap.model.saying import _


class WayStep(NamedTuple):
    """One tie of a way between keys of cards; `kind` is that of the arrow on the map."""

    source: str
    target: str
    kind: str
    text: str


class Way(NamedTuple):
    """A path, `score` in words; `nodes` are keys, `weakest` is a place in `steps`."""

    score: str
    nodes: tuple[str, ...]
    weakest: int
    steps: tuple[WayStep, ...]


class Ways(NamedTuple):
    """The ways to one target, best first, and what there is to say of them all: whom they hang on, what to do next."""

    ways: tuple[Way, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WayTeller:
    """Puts answers into words. With `called`, for strangers: of a tie only its strength is told."""

    book: Book
    called: Mapping[str, Pseudonym] | None = None

    def ways(self, answer: PathAnswer) -> Ways:
        notes = () if self.called is not None else tuple(self._notes(answer))
        return Ways(ways=tuple(map(self._way, answer.paths)), notes=notes)

    def key(self, ref: str) -> str:
        """What the page calls somebody, where a program asks."""
        return ref if self.called is None else self.called[ref].key

    def name(self, ref: str) -> str:
        """The same where a reader asks."""
        return named(self.book, ref) if self.called is None else self.called[ref].name

    def _notes(self, answer: PathAnswer) -> Iterator[str]:
        for one in answer.bottlenecks:
            if one.loss == 1:
                yield _("{person} (every path hangs on them)").format(person=named(self.book, one.person))
        if answer.action is not None:
            yield _("Do next: {what}.").format(what=answer.action.sentence)
        if answer.ours is not None:
            yield _("Or what is ours to do: {what}.").format(what=answer.ours.sentence)

    def _way(self, path: Path) -> Way:
        return Way(
            score=self._score(path),
            nodes=tuple(map(self.key, path.nodes)),
            weakest=path.weakest,
            steps=tuple(map(self._step, path.steps)),
        )

    def _score(self, path: Path) -> str:
        """Nothing for strangers: it is made of the stances of those who carry it."""
        if self.called is not None:
            return ""
        is_weak = path.score < self.book.settings.strength.weak_path
        said = _("score {score}, weak") if is_weak else _("score {score}")
        return said.format(score=figure(path.score))

    def _step(self, step: Step) -> WayStep:
        kind, strength = drawn_kind(step.kind), figure(step.strength)
        if self.called is not None:
            kind = kind if kind in PUBLIC_KINDS else TIE
            text = _("strength {strength}").format(strength=strength)
        else:
            text = _("strength {strength}: {tie}").format(strength=strength, tie=step.why)
        return WayStep(source=self.key(step.source), target=self.key(step.target), kind=kind, text=text)
