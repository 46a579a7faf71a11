"""Every measure and colour of a map, in one place. Lengths are pixels.

Measures are the same for all maps; colours are those of a theme. They meet WCAG AA: text 4.5 to 1 on its ground, lines
and signs 3 to 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

FAMILIES: Mapping[str, str] = {
    "latin": "'Noto Sans','Noto Sans Thai','Noto Sans SC',sans-serif",
    "thai": "'Noto Sans Thai','Noto Sans','Noto Sans SC',sans-serif",
    "han": "'Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Noto Sans',sans-serif",
}

MARGIN = 32.0
CARD_WIDTH = 168.0
MEMBER_WIDTH = 160.0
CARD_RADIUS = 10.0
NODE_GAP = 14.0
PANEL_RADIUS = 12.0

TITLE_SIZE = 24.0
SUBTITLE_SIZE = 13.0
NAME_SIZE = 15.0
CARD_NAME_SIZE = 14.0
CARD_TEXT_SIZE = 12.0
TEXT_SIZE = 12.5
SMALL_SIZE = 11.0

# Fonts of a reader's machine may be wider than ours; a line that could then reach its edge is held to its length.
FONT_SLACK = 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStyle:
    """How a kind of tie looks, but for its colour. `head`: `arrow`, `open` (two strokes), `dot` or `cross` (both at
    both ends).

    `thin` lines stay thin whatever their strength: reporting lines are all alike and only the ground of a map. `hollow`
    lines are two strokes side by side.
    """

    thin: bool = False
    hollow: bool = False
    dash: str = ""
    head: str = "arrow"
    round_caps: bool = False


LINES: Mapping[str, LineStyle] = {
    "knows": LineStyle(hollow=True),
    "reports": LineStyle(thin=True, head="open"),
    "influences": LineStyle(),
    "advises": LineStyle(dash="9 5"),
    "refers": LineStyle(dash="1 6", round_caps=True),
    "friend": LineStyle(dash="9 4 2 4", head="dot"),
    "family": LineStyle(dash="4 4", head="dot"),
    "former_colleague": LineStyle(dash="14 5", head="dot"),
    "conflicts": LineStyle(head="cross"),
}

SPARE_LINES: tuple[LineStyle, ...] = (
    LineStyle(dash="12 4 2 4 2 4", head="open"),
    LineStyle(dash="6 3", head="open"),
    LineStyle(dash="2 5", head="arrow", round_caps=True),
    LineStyle(dash="16 4 4 4", head="arrow"),
)


def line_style(kind: str, own_kinds: tuple[str, ...] = ()) -> LineStyle:
    """The style of a kind; a book's own kinds take the spare styles in order."""
    return LINES.get(kind) or SPARE_LINES[_spare(kind, own_kinds)]


def _spare(kind: str, own_kinds: tuple[str, ...]) -> int:
    return own_kinds.index(kind) % len(SPARE_LINES) if kind in own_kinds else 0


THIN = 1.6


def thickness(strength: float, *, thin: bool = False) -> float:
    """Stroke width in pixels of a tie of strength 0-1."""
    return THIN if thin else 1.2 + 3.2 * max(0.0, min(1.0, strength))


SIGNS: Mapping[int | None, str] = {2: "+ +", 1: "+", 0: "0", -1: "−", -2: "− −", None: "?"}
"""Stance -> what tells it apart without colours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A filled shape with text on it, and the line round it."""

    ground: str
    ink: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours of a map, as `#rrggbb`.

    `ink`, `soft` and `faint` are for text on `page`, `panel`, `ground` (frames) and `greyed` (who has left); `rule` and
    `shade` are for what only parts or fills. `team_soft` is the lesser text on `team`. `stances` are by stance, None
    for unknown: `line` is the edge of the card. `severities` are by severity of a gap, `changes` by what became of
    something: the sign, and `line` round it; `lines` are by kind of tie, `spare_lines` are those of a book's own kinds.
    """

    page: str
    panel: str
    ground: str
    greyed: str
    ink: str
    soft: str
    faint: str
    rule: str
    shade: str
    greyed_line: str
    greyed_tie: str
    team: Look
    team_soft: str
    team_greyed: Look
    team_band: Look
    chip: Look
    strong_chip: Look
    mark: Look
    step: Look
    severities: Mapping[str, Look]
    changes: Mapping[str, Look]
    lit: str
    lit_halo: str
    lit_ink: str
    stances: Mapping[int | None, Look]
    lines: Mapping[str, str]
    spare_lines: tuple[str, ...]

    def line(self, kind: str, own_kinds: tuple[str, ...] = ()) -> str:
        """The colour of a kind of tie."""
        return self.lines.get(kind) or self.spare_lines[_spare(kind, own_kinds)]


def _filled(colours: Mapping[int, str], panel: str, faint: str) -> Mapping[int | None, Look]:
    known: dict[int | None, Look] = {
        stance: Look(ground=colour, ink=panel, line=colour) for stance, colour in colours.items()
    }
    return {**known, None: Look(ground=panel, ink=faint, line=faint)}


LIGHT = Theme(
    page="#f8fafc",
    panel="#ffffff",
    ground="#eef2f7",
    greyed="#f1f5f9",
    ink="#0f172a",
    soft="#475569",
    faint="#5b6b80",
    rule="#cbd5e1",
    shade="#e2e8f0",
    greyed_line="#cbd5e1",
    greyed_tie="#808c9e",
    team=Look(ground="#1e3a8a", ink="#ffffff", line="#1e3a8a"),
    team_soft="#dbeafe",
    team_greyed=Look(ground="#5b6b80", ink="#ffffff", line="#5b6b80"),
    team_band=Look(ground="#eaf0fb", ink="#1e3a8a", line="#eaf0fb"),
    chip=Look(ground="#f1f5f9", ink="#475569", line="#cbd5e1"),
    strong_chip=Look(ground="#0f172a", ink="#ffffff", line="#0f172a"),
    mark=Look(ground="#5b6b80", ink="#ffffff", line="#5b6b80"),
    step=Look(ground="#78350f", ink="#ffffff", line="#78350f"),
    severities={
        "critical": Look(ground="#b01e1e", ink="#ffffff", line="#b01e1e"),
        "high": Look(ground="#c2410c", ink="#ffffff", line="#c2410c"),
        "medium": Look(ground="#fde68a", ink="#78350f", line="#b45309"),
        "low": Look(ground="#ffffff", ink="#475569", line="#64748b"),
    },
    changes={
        "added": Look(ground="#00654b", ink="#ffffff", line="#00654b"),
        "changed": Look(ground="#6d28d9", ink="#ffffff", line="#6d28d9"),
        "removed": Look(ground="#ffffff", ink="#a3330b", line="#a3330b"),
    },
    lit="#c26a00",
    lit_halo="#fde68a",
    lit_ink="#78350f",
    stances=_filled({2: "#14633f", 1: "#2f7d3b", 0: "#64748b", -1: "#c2410c", -2: "#b01e1e"}, "#ffffff", "#5b6b80"),
    lines={
        "knows": "#1e3a8a",
        "reports": "#7d8ba1",
        "influences": "#0369a1",
        "advises": "#7e22ce",
        "refers": "#b45309",
        "friend": "#0f766e",
        "family": "#9d174d",
        "former_colleague": "#57534e",
        "conflicts": "#dc2626",
    },
    spare_lines=("#4d7c0f", "#0e7490", "#a21caf", "#854d0e"),
)

DARK = Theme(
    page="#0b1220",
    panel="#182338",
    ground="#111b2e",
    greyed="#1d283c",
    ink="#e9eff8",
    soft="#b8c4d6",
    faint="#93a3ba",
    rule="#3a4a64",
    shade="#33425b",
    greyed_line="#3a4a64",
    greyed_tie="#64748b",
    team=Look(ground="#a9c4f5", ink="#0b1220", line="#a9c4f5"),
    team_soft="#1d2f55",
    team_greyed=Look(ground="#8494ab", ink="#0b1220", line="#8494ab"),
    team_band=Look(ground="#14213c", ink="#a9c4f5", line="#14213c"),
    chip=Look(ground="#22304a", ink="#b8c4d6", line="#3a4a64"),
    strong_chip=Look(ground="#e9eff8", ink="#0b1220", line="#e9eff8"),
    mark=Look(ground="#93a3ba", ink="#0b1220", line="#93a3ba"),
    step=Look(ground="#fcd34d", ink="#0b1220", line="#fcd34d"),
    severities={
        "critical": Look(ground="#ff7d7d", ink="#0b1220", line="#ff7d7d"),
        "high": Look(ground="#fb9a5b", ink="#0b1220", line="#fb9a5b"),
        "medium": Look(ground="#574411", ink="#fcd34d", line="#fcd34d"),
        "low": Look(ground="#182338", ink="#b8c4d6", line="#93a3ba"),
    },
    changes={
        "added": Look(ground="#3fd6a8", ink="#0b1220", line="#3fd6a8"),
        "changed": Look(ground="#c4a7ff", ink="#0b1220", line="#c4a7ff"),
        "removed": Look(ground="#182338", ink="#ff9d6c", line="#ff9d6c"),
    },
    lit="#f5b82e",
    lit_halo="#574411",
    lit_ink="#fcd34d",
    stances=_filled({2: "#2fc878", 1: "#8bd99a", 0: "#a3b1c4", -1: "#fb9a5b", -2: "#ff7d7d"}, "#182338", "#93a3ba"),
    lines={
        "knows": "#a9c4f5",
        "reports": "#8292aa",
        "influences": "#4cb8f0",
        "advises": "#cf9bff",
        "refers": "#f0a94a",
        "friend": "#3fd0c0",
        "family": "#f58ab8",
        "former_colleague": "#c9bfb6",
        "conflicts": "#ff6b6b",
    },
    spare_lines=("#a3d65c", "#4fd0e8", "#ee8cf5", "#e0b34c"),
)

_INKED = Look(ground="#ffffff", ink="#000000", line="#000000")

# On paper nothing is filled that would eat toner; what colours say elsewhere is said by signs and dashes.
PRINT = Theme(
    page="#ffffff",
    panel="#ffffff",
    ground="#ffffff",
    greyed="#ffffff",
    ink="#000000",
    soft="#262626",
    faint="#595959",
    rule="#8c8c8c",
    shade="#d0d0d0",
    greyed_line="#a6a6a6",
    greyed_tie="#8c8c8c",
    team=_INKED,
    team_soft="#262626",
    team_greyed=Look(ground="#ffffff", ink="#595959", line="#8c8c8c"),
    team_band=Look(ground="#ffffff", ink="#000000", line="#8c8c8c"),
    chip=Look(ground="#ffffff", ink="#262626", line="#8c8c8c"),
    strong_chip=_INKED,
    mark=_INKED,
    step=_INKED,
    # Black for the worst only; the shape of each is its own.
    severities={
        "critical": Look(ground="#000000", ink="#ffffff", line="#000000"),
        **dict.fromkeys(("high", "medium"), _INKED),
        "low": Look(ground="#ffffff", ink="#262626", line="#595959"),
    },
    changes=dict.fromkeys(("added", "changed", "removed"), _INKED),
    lit="#000000",
    lit_halo="#e2e2e2",
    lit_ink="#000000",
    stances={**dict.fromkeys(range(-2, 3), _INKED), None: Look(ground="#ffffff", ink="#595959", line="#595959")},
    lines={**dict.fromkeys(LINES, "#000000"), "reports": "#595959"},
    spare_lines=("#000000",) * len(SPARE_LINES),
)

THEMES: Mapping[str, Theme] = {"light": LIGHT, "dark": DARK, "print": PRINT}
