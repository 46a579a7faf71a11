"""Every colour and measure of a map, in one place. Lengths are pixels; text colours meet WCAG AA on their ground."""

from collections.abc import Mapping
from dataclasses import dataclass

FAMILIES: Mapping[str, str] = {
    "latin": "'Noto Sans','Noto Sans Thai','Noto Sans SC',sans-serif",
    "thai": "'Noto Sans Thai','Noto Sans','Noto Sans SC',sans-serif",
    "han": "'Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Noto Sans',sans-serif",
}

PAGE = "#f8fafc"
INK = "#0f172a"
SOFT = "#475569"
FAINT = "#5b6b80"
RULE = "#cbd5e1"
PANEL = "#ffffff"
SHADE = "#e2e8f0"
GROUP_GROUND = "#eef2f7"
GREYED = "#f1f5f9"
GREYED_LINE = "#cbd5e1"
TEAM = "#1e3a8a"
TEAM_GROUND = "#eaf0fb"
TEAM_INK = "#ffffff"
TEAM_SOFT = "#dbeafe"
LIT = "#f59e0b"
LIT_HALO = "#fde68a"
LIT_INK = "#78350f"

MARGIN = 32.0
CARD_WIDTH = 224.0
MEMBER_WIDTH = 184.0
CARD_RADIUS = 10.0
RANK_GAP = 64.0
NODE_GAP = 32.0
STEP_GAP = 70.0
PANEL_RADIUS = 12.0

TITLE_SIZE = 24.0
SUBTITLE_SIZE = 13.0
NAME_SIZE = 15.0
TEXT_SIZE = 12.5
SMALL_SIZE = 11.0

# Fonts of a reader's machine may be wider than ours; a line that could then reach its edge is held to its length.
FONT_SLACK = 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    colour: str
    sign: str


STANCES: Mapping[int | None, Stance] = {
    2: Stance(colour="#14633f", sign="+ +"),
    1: Stance(colour="#2f7d3b", sign="+"),
    0: Stance(colour="#64748b", sign="0"),
    -1: Stance(colour="#c2410c", sign="−"),
    -2: Stance(colour="#b01e1e", sign="− −"),
    None: Stance(colour="#ffffff", sign="?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStyle:
    """How a kind of tie looks. `head`: `arrow`, `open` (two strokes), `dot` or `cross` (both at both ends).

    `thin` lines stay thin whatever their strength: reporting lines are all alike and only the ground of a map.
    """

    colour: str
    thin: bool = False
    dash: str = ""
    head: str = "arrow"
    round_caps: bool = False


LINES: Mapping[str, LineStyle] = {
    "knows": LineStyle(colour="#1e3a8a"),
    "reports": LineStyle(colour="#7d8ba1", thin=True, head="open"),
    "influences": LineStyle(colour="#0369a1"),
    "advises": LineStyle(colour="#7e22ce", dash="9 5"),
    "refers": LineStyle(colour="#b45309", dash="1 6", round_caps=True),
    "friend": LineStyle(colour="#0f766e", dash="9 4 2 4", head="dot"),
    "family": LineStyle(colour="#9d174d", dash="4 4", head="dot"),
    "former_colleague": LineStyle(colour="#57534e", dash="14 5", head="dot"),
    "conflicts": LineStyle(colour="#dc2626", head="cross"),
}

SPARE_LINES: tuple[LineStyle, ...] = (
    LineStyle(colour="#4d7c0f", dash="12 4 2 4 2 4", head="open"),
    LineStyle(colour="#0e7490", dash="6 3", head="open"),
    LineStyle(colour="#a21caf", dash="2 5", head="arrow", round_caps=True),
    LineStyle(colour="#854d0e", dash="16 4 4 4", head="arrow"),
)


def line_style(kind: str, own_kinds: tuple[str, ...] = ()) -> LineStyle:
    """The style of a kind; a book's own kinds take the spare styles in order."""
    known = LINES.get(kind)
    if known is not None:
        return known
    place = own_kinds.index(kind) if kind in own_kinds else 0
    return SPARE_LINES[place % len(SPARE_LINES)]


THIN = 1.6


def thickness(strength: float, *, thin: bool = False) -> float:
    """Stroke width in pixels of a tie of strength 0-1."""
    return THIN if thin else 1.2 + 3.2 * max(0.0, min(1.0, strength))
