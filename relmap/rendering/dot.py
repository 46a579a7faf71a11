"""Map contents as DOT text: pure, sorted, the same bytes for the same map.

`layout_text` is what Graphviz lays out: our own node ids and measured sizes, and no word that a user wrote.
`readable_text` is the map for people who go on with Graphviz themselves, with every label escaped.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from relmap.analysis.map_contents import KNOWS, ORG, REPORTS, Arrow, Card, MapContents
from relmap.rendering import text_width, theme
from relmap.rendering.labels import label

POINTS_PER_INCH = 72.0
# Ties that say nothing about who is above whom do not move people up or down.
LEVEL_KINDS = frozenset({"friend", "family", "former_colleague", "conflicts"})
# Leaves of one boss, or people of one department without lines, stand in columns of this many, not in one endless row.
COLUMN = 3
ROW = 4


def node_ids(contents: MapContents) -> dict[str, str]:
    """Person -> node id, in the order of the cards."""
    return {card.key: f"n{place}" for place, card in enumerate(contents.cards, 1)}


def layout_text(contents: MapContents, sizes: Mapping[str, tuple[float, float]]) -> str:
    """DOT for the cards in `sizes` (key -> width and height in pixels); others are placed without Graphviz."""
    ids = {key: node for key, node in node_ids(contents).items() if key in sizes}
    direction = "TB" if contents.view == ORG else "BT"
    lines = [
        "digraph map {",
        f"  graph [rankdir={direction}, nodesep={_inches(_gap(contents))}, ranksep={_inches(theme.RANK_GAP)}, "
        f"newrank={'true' if contents.view == ORG else 'false'}, splines=true{_effort(len(ids))}]",
        '  node [shape=box, fixedsize=true, label=""]',
        "  edge [arrowsize=1]",
        *(f"  {node} [width={_inches(sizes[key][0])}, height={_inches(sizes[key][1])}]" for key, node in ids.items()),
        *_clusters(contents, ids),
        *_ranks(contents, ids),
        *(
            _layout_edge(contents.view, place, arrow, ids)
            for place, arrow in enumerate(contents.arrows, 1)
            if arrow.source in ids and arrow.target in ids
        ),
        *_columns(contents, ids),
        *_foot(contents, ids),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _gap(contents: MapContents) -> float:
    """Steps of a way between neighbours need room for their numbers."""
    level = contents.view == ORG and any(arrow.lit and arrow.kind != REPORTS for arrow in contents.arrows)
    return theme.STEP_GAP if level else theme.NODE_GAP


def _effort(people: int) -> str:
    """Big maps get a bound on the work, so that a map of hundreds takes seconds."""
    return ", nslimit=2, nslimit1=2, mclimit=0.3" if people > 120 else ""


def _inches(pixels: float) -> str:
    return f"{pixels / POINTS_PER_INCH:.4f}"


def _clusters(contents: MapContents, ids: Mapping[str, str]) -> Iterator[str]:
    for place, group in enumerate(contents.groups, 1):
        inside = [ids[key] for key in group.cards if key in ids]
        if inside:
            # The empty label keeps room for the department's name above its cards.
            strut = '<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="120" HEIGHT="20"><TR><TD></TD></TR></TABLE>>'
            yield f"  subgraph cluster{place} {{ margin=14; label={strut}; {'; '.join(inside)} }}"


def _ranks(contents: MapContents, ids: Mapping[str, str]) -> Iterator[str]:
    team = [ids[card.key] for card in contents.cards if card.kind == "member" and card.key in ids]
    if team:
        yield f"  {{ rank={'same' if contents.view == ORG else 'source'}; {'; '.join(team)} }}"
    if contents.view == ORG:
        lines = [arrow for arrow in contents.arrows if arrow.kind == REPORTS]
        heads = {arrow.target for arrow in lines} - {arrow.source for arrow in lines}
        if heads:
            yield f"  {{ rank=same; {'; '.join(ids[key] for key in sorted(heads))} }}"
    else:
        top = [ids[card.key] for card in contents.cards if _decides(card) and card.key in ids]
        if top:
            yield f"  {{ rank=sink; {'; '.join(top)} }}"


def _decides(card: Card) -> bool:
    return card.kind == "person" and "decision_maker" in card.roles and not card.left and not card.outside


def _layout_edge(view: str, place: int, arrow: Arrow, ids: Mapping[str, str]) -> str:
    source, target = ids[arrow.source], ids[arrow.target]
    settings = [f"id=e{place}", f"dir={_heads(arrow)}"]
    if view == ORG and arrow.kind == REPORTS:
        # Org charts read from the boss down: laid out so, drawn back to front.
        source, target = target, source
        settings = [f"id=e{place}", f"dir={'both' if arrow.both_ways else 'none'}", "weight=8"]
    elif view == ORG and arrow.kind == KNOWS:
        # Our team stands at the foot of the chart.
        source, target = target, source
        settings = [f"id=e{place}", "dir=back", "weight=0"]
    elif view == ORG or (arrow.kind in LEVEL_KINDS and not arrow.lit):
        settings.append("constraint=false")
    elif arrow.lit:
        settings.append("weight=12")
    elif arrow.kind in (KNOWS, REPORTS):
        settings.append("weight=1")
    else:
        settings.append("weight=3")
    return f"  {source} -> {target} [{', '.join(settings)}]"


def _heads(arrow: Arrow) -> str:
    head = theme.line_style(arrow.kind).head
    if head in ("dot", "cross") or arrow.both_ways:
        return "both"
    return "forward"


def _columns(contents: MapContents, ids: Mapping[str, str]) -> Iterator[str]:
    """Invisible edges that stack the leaves of one boss, and people without any line, into columns."""
    if contents.view != ORG:
        return
    bosses = {arrow.target for arrow in contents.arrows if arrow.kind == REPORTS}
    home = {key: group.name for group in contents.groups for key in group.cards}
    stacks: dict[tuple[str, str], list[str]] = {}
    for arrow in contents.arrows:
        if arrow.kind == REPORTS and arrow.source not in bosses and arrow.source in ids:
            stacks.setdefault((arrow.target, home.get(arrow.source, "")), []).append(ids[arrow.source])
    reporting = {arrow.source for arrow in contents.arrows if arrow.kind == REPORTS} | bosses
    for card in contents.cards:
        if card.kind == "person" and card.key in ids and card.key not in reporting:
            stacks.setdefault(("", home.get(card.key, "")), []).append(ids[card.key])
    for _, stack in sorted(stacks.items()):
        yield from _stack(stack)


def _foot(contents: MapContents, ids: Mapping[str, str]) -> Iterator[str]:
    """Invisible edges that keep our team below everybody in an org chart."""
    team = [ids[card.key] for card in contents.cards if card.kind == "member" and card.key in ids]
    if contents.view != ORG or not team:
        return
    lines = [arrow for arrow in contents.arrows if arrow.kind == REPORTS]
    bosses, reports = {arrow.target for arrow in lines}, {arrow.source for arrow in lines}
    for card in contents.cards:
        if card.kind == "person" and card.key not in bosses and card.key in ids:
            # Whose boss nobody knows does not belong at the top, beside the head of the house.
            pull = 0 if card.key in reports else 1
            yield f"  {ids[card.key]} -> {team[0]} [style=invis, weight={pull}]"


def _stack(nodes: Sequence[str]) -> Iterator[str]:
    if len(nodes) <= ROW:
        return
    per_row = max(ROW // 2, -(-len(nodes) // COLUMN)) if len(nodes) <= ROW * COLUMN else round(len(nodes) ** 0.5)
    for above, below in zip(nodes, nodes[per_row:], strict=False):
        yield f"  {above} -> {below} [style=invis, weight=4]"


def readable_text(contents: MapContents, labels: Mapping[str, str]) -> str:
    """The map as DOT with names and ties in words, to be edited or drawn by Graphviz itself."""
    ids = node_ids(contents)
    lines = [
        "digraph map {",
        f"  graph [rankdir={'TB' if contents.view == ORG else 'BT'}, label={quoted(contents.title)}, labelloc=t]",
        '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="Noto Sans"]',
        '  edge [fontname="Noto Sans", fontsize=10]',
        *(f"  {ids[card.key]} [{_readable_card(card, labels)}]" for card in contents.cards),
        *_readable_groups(contents, ids),
        *(f"  {_readable_arrow(arrow, contents.view, ids, labels)}" for arrow in contents.arrows),
        "}",
    ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A DOT string that Graphviz shows exactly as written: no HTML, no `\\N`, no entity, no stray quote."""
    shown = text_width.visible(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown}"'


def _readable_card(card: Card, labels: Mapping[str, str]) -> str:
    words = [labels["map.unnamed"] if card.placeholder else card.name, card.second_name, card.title]
    words.append(", ".join(label(labels, "role", role) for role in card.roles))
    text = "\\n".join(quoted(word)[1:-1] for word in words if word)
    settings = [f'label="{text}"']
    if card.kind == "member":
        settings += [f'color="{theme.TEAM}"', "shape=ellipse"]
    elif card.stance is not None:
        settings.append(f'color="{theme.STANCES[card.stance].colour}"')
    if card.placeholder:
        settings.append('style="rounded,dashed"')
    if card.lit:
        settings.append("penwidth=3")
    return ", ".join(settings)


def _readable_groups(contents: MapContents, ids: Mapping[str, str]) -> Iterable[str]:
    for place, group in enumerate(contents.groups, 1):
        inside = "; ".join(ids[key] for key in group.cards)
        yield f"  subgraph cluster{place} {{ label={quoted(group.name)}; {inside} }}"


def _readable_arrow(arrow: Arrow, view: str, ids: Mapping[str, str], labels: Mapping[str, str]) -> str:
    style = theme.line_style(arrow.kind)
    source, target, heads = ids[arrow.source], ids[arrow.target], "both" if arrow.both_ways else "forward"
    if view == ORG and arrow.kind == REPORTS:
        source, target, heads = target, source, "back"
    settings = [
        f"label={quoted(label(labels, 'kind', arrow.kind))}",
        f'color="{style.colour}"',
        f"penwidth={svg_width(arrow)}",
        f"dir={heads}",
    ]
    return f"{source} -> {target} [{', '.join(settings)}]"


def svg_width(arrow: Arrow) -> str:
    return f"{theme.thickness(arrow.strength) * (1.5 if arrow.lit else 1):.2f}"
