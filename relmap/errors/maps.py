"""Maps: what cannot be drawn, and with what."""

from relmap.errors.base import RelmapError, UsageError, meant_by, some
from relmap.spoken import _


class GraphvizMissing(RelmapError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Graphviz, which lays out the map, was not found; `pip install pygraphviz` brings it "
                "on common machines, else install Graphviz (https://graphviz.org/download) so that "
                "`dot` is on the PATH"
            )
        )


class GraphvizFailed(RelmapError):
    def __init__(self, *, reason: str) -> None:
        super().__init__(
            _("Graphviz could not lay out the map ({reason}); write it with `-o map.dot` and report it"), reason=reason
        )


class PictureFailed(RelmapError):
    def __init__(self, *, reason: str) -> None:
        super().__init__(
            _("the picture could not be made ({reason}); write the map with `-o map.svg` instead"), reason=reason
        )


class PictureTooLarge(RelmapError):
    def __init__(self, *, dpi: int, width: int, height: int, fitting: int) -> None:
        """`fitting`: the most dots per inch at which the picture can be made."""
        less = _("take `--dpi {fitting}`, or PDF").format(fitting=fitting) if fitting >= 72 else _("take PDF")
        super().__init__(
            _(
                "at {dpi} dpi the picture has {width:,} x {height:,} dots, too many for one PNG; "
                "{less}, which is sharp at any size"
            ),
            dpi=dpi,
            width=width,
            height=height,
            less=less,
        )


class NoPathToDraw(RelmapError):
    def __init__(self, *, target: str) -> None:
        super().__init__(
            _("there is no path to {target} to light up; `relmap path --to {target}` says how far we get"),
            target=target,
        )


class UnknownDepartment(RelmapError):
    def __init__(self, *, text: str, account: str, known: list[str], nearest: str) -> None:
        mend = _("nobody there has one yet: `relmap set PERSON department NAME` writes it down")
        if known:
            mend = meant_by(nearest, _("it has {known}").format(known=some(known)))
        super().__init__(
            _("nobody of {account} is in a department {text!r}; {mend}"), account=account, text=text, mend=mend
        )
        self.word = text


class StepsAlone(UsageError):
    def __init__(self) -> None:
        super().__init__(_("--steps says how far to go from somebody; add --around PERSON, or leave --steps out"))


class QuadrantRedacted(UsageError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "--redact: the quadrant places people by their stance, which is private; draw --view "
                "influence, org or coverage instead"
            )
        )


class OptionOfFormat(UsageError):
    """An option of one format of maps, given for another."""

    def __init__(self, *, option: str, wanted: str, given: str) -> None:
        super().__init__(
            _("{option} is for {wanted}, and this map is {given}; add --format {wanted}, or leave it out"),
            option=option,
            wanted=wanted,
            given=given,
        )


class TooMuchForMermaid(RelmapError):
    def __init__(self, *, ties: int, characters: int) -> None:
        super().__init__(
            _(
                "the diagram has {ties:,} ties and {characters:,} characters; git hosts draw up to "
                "500 ties and 50,000 characters: choose fewer people with --top, --department or "
                "--around, or write SVG"
            ),
            ties=ties,
            characters=characters,
        )
