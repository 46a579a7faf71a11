"""The map as readable DOT, for people who go on with Graphviz themselves. Every label is escaped."""

from collections.abc import Iterator, Mapping

from relmap.analysis.map_contents import ADDED, CHANGE_SIGNS, CHANGED, ORG, REMOVED, REPORTS, Arrow, Card, MapContents
from relmap.analysis.wording import figure
from relmap.rendering import text_width, theme
from relmap.rendering.labels import label

# In this order: what is written must not be escaped again. Brackets, as some readers take `"<b>"` for HTML.
ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\\", "\\\\"), ('"', '\\"'))


def readable_text(contents: MapContents, labels: Mapping[str, str], colours: theme.Theme = theme.LIGHT) -> str:
    """The map as DOT with names and ties in words, to be edited or drawn by Graphviz itself."""
    ids = node_ids(contents)
    lines = [
        "digraph map {",
        f"  graph [rankdir={'TB' if contents.view == ORG else 'BT'}, label={quoted(_title(contents))}, labelloc=t, "
        f'bgcolor="{colours.page}", fontcolor="{colours.ink}"]',
        f'  node [shape=box, style="rounded,filled", fillcolor="{colours.panel}", fontcolor="{colours.ink}", '
        'fontname="Noto Sans"]',
        f'  edge [fontcolor="{colours.soft}", fontname="Noto Sans", fontsize=10]',
        *(f"  {ids[card.key]} [{_readable_card(card, labels, colours)}]" for card in contents.cards),
        *_readable_groups(contents, ids),
        *(f"  {_readable_arrow(arrow, contents.view, ids, labels, colours)}" for arrow in contents.arrows),
        "}",
    ]
    return "\n".join(lines) + "\n"


def node_ids(contents: MapContents) -> dict[str, str]:
    """Person -> node id, in the order of the cards."""
    return {card.key: f"n{place}" for place, card in enumerate(contents.cards, 1)}


def quoted(text: str) -> str:
    """A DOT string that Graphviz shows exactly as written: no HTML, no `\\N`, no entity, no stray quote."""
    shown = text_width.visible(text)
    for letter, written in ESCAPES:
        shown = shown.replace(letter, written)
    return f'"{shown}"'


def _title(contents: MapContents) -> str:
    """The account and, on a map that shows changes, from when to when, and what changed of it."""
    said = (*contents.subtitle, *contents.changes) if contents.since else ()
    return " · ".join((contents.title, *said))


def _readable_card(card: Card, labels: Mapping[str, str], colours: theme.Theme) -> str:
    name = labels["map.unnamed"] if card.placeholder else card.name
    words = [" ".join(filter(None, (CHANGE_SIGNS.get(card.change), name))), card.second_name, card.title]
    words.append(", ".join(label(labels, "role", role) for role in card.roles))
    if card.change == CHANGED:
        words += [one.text for one in card.changes]
    text = "\\n".join(quoted(word)[1:-1] for word in words if word)
    settings = [f'label="{text}"']
    if card.kind == "member":
        settings += [f'color="{colours.team.line}"', "shape=ellipse"]
    elif card.stance is not None:
        settings.append(f'color="{colours.stances[card.stance].line}"')
    if card.placeholder:
        settings.append('style="rounded,dashed"')
    if card.change == REMOVED:
        settings.append('style="rounded,dotted"')
    if card.lit or card.change == ADDED:
        settings.append("penwidth=3")
    return ", ".join(settings)


def _readable_groups(contents: MapContents, ids: Mapping[str, str]) -> Iterator[str]:
    for place, group in enumerate(contents.groups, 1):
        inside = "; ".join(ids[key] for key in group.cards)
        yield f"  subgraph cluster{place} {{ label={quoted(group.name)}; {inside} }}"


def _readable_arrow(
    arrow: Arrow, view: str, ids: Mapping[str, str], labels: Mapping[str, str], colours: theme.Theme
) -> str:
    style = theme.line_style(arrow.kind)
    source, target, heads = ids[arrow.source], ids[arrow.target], "both" if arrow.both_ways else "forward"
    if view == ORG and arrow.kind == REPORTS:
        source, target, heads = target, source, "back"
    said = " ".join(filter(None, (CHANGE_SIGNS.get(arrow.change), label(labels, "kind", arrow.kind))))
    if arrow.was is not None:
        said += f" {figure(arrow.was)} -> {figure(arrow.strength)}"
    settings = [
        f"label={quoted(said)}",
        f'color="{colours.line(arrow.kind)}"',
        f"penwidth={theme.thickness(arrow.strength, thin=style.thin) * (1.5 if arrow.lit else 1):.2f}",
        f"dir={heads}",
    ]
    if arrow.change == REMOVED:
        settings.append("style=dotted")
    elif arrow.detour:
        settings.append("style=dashed")
    return f"{source} -> {target} [{', '.join(settings)}]"
