"""Maps: what cannot be drawn, and with what."""

from relmap.errors.base import RelmapError, UsageError


class GraphvizMissing(RelmapError):
    def __init__(self) -> None:
        super().__init__(
            "Graphviz, which lays out the map, was not found; `pip install pygraphviz` brings it on common machines, "
            "else install Graphviz (https://graphviz.org/download) so that `dot` is on the PATH"
        )


class GraphvizFailed(RelmapError):
    def __init__(self, *, reason: str) -> None:
        super().__init__(f"Graphviz could not lay out the map ({reason}); write it with `-o map.dot` and report it")


class PictureFailed(RelmapError):
    def __init__(self, *, reason: str) -> None:
        super().__init__(f"the picture could not be made ({reason}); write the map with `-o map.svg` instead")


class PictureTooLarge(RelmapError):
    def __init__(self, *, dpi: int, width: int, height: int, fitting: int) -> None:
        """`fitting`: the most dots per inch at which the picture can be made."""
        less = f"take `--dpi {fitting}`, or PDF" if fitting >= 72 else "take PDF"
        super().__init__(
            f"at {dpi} dpi the picture has {width:,} x {height:,} dots, too many for one PNG; {less}, "
            "which is sharp at any size"
        )


class NoPathToDraw(RelmapError):
    def __init__(self, *, target: str) -> None:
        super().__init__(f"there is no path to {target} to light up; `relmap path --to {target}` says how far we get")


class UnknownDepartment(RelmapError):
    def __init__(self, *, text: str, account: str, known: list[str], nearest: str) -> None:
        if not known:
            mend = "nobody there has one yet: `relmap set PERSON department NAME` writes it down"
        elif nearest:
            mend = f"did you mean {nearest}?"
        else:
            mend = f"it has {', '.join(known[:5])}{', ...' if len(known) > 5 else ''}"
        super().__init__(f"nobody of {account} is in a department {text!r}; {mend}")
        self.word = text


class StepsAlone(UsageError):
    def __init__(self) -> None:
        super().__init__("--steps says how far to go from somebody; add --around PERSON, or leave --steps out")


class QuadrantRedacted(UsageError):
    def __init__(self) -> None:
        super().__init__(
            "--redact: the quadrant places people by their stance, which is private; "
            "draw --view influence, org or coverage instead"
        )


class OptionOfFormat(UsageError):
    """An option of one format of maps, given for another."""

    def __init__(self, *, option: str, wanted: str, given: str) -> None:
        super().__init__(f"{option} is for {wanted}, and this map is {given}; add --format {wanted}, or leave it out")


class TooMuchForMermaid(RelmapError):
    def __init__(self, *, ties: int, characters: int) -> None:
        super().__init__(
            f"the diagram has {ties:,} ties and {characters:,} characters; git hosts draw up to 500 ties and 50,000 "
            "characters: choose fewer people with --top, --department or --around, or write SVG"
        )
