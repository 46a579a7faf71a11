"""What the script of a map's page works with, as plain values. Its texts have no control characters."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from relmap.analysis.dossier import Dossier, Fact, Section
from relmap.analysis.finding import same_titles
from relmap.analysis.map_contents import Card, MapContents
from relmap.model.saying import _, heading, in_words
from relmap.model.text import visible
from relmap.rendering import svg, theme
from relmap.rendering.addresses import address_of
from relmap.rendering.heading import called, moment
from relmap.rendering.html_words import script_words
from relmap.rendering.labels import label
from relmap.usecases.map_page import MapPage
from relmap.usecases.map_ways import Way, Ways, WayStep


def page_data(page: MapPage, labels: Mapping[str, str], theme_name: str) -> dict[str, Any]:
    """Everything that is found, filtered and told on the page."""
    dossiers = {dossier.ref: dossier for dossier in page.dossiers}
    cards = sorted(page.cards, key=lambda card: (card.kind == "member", card.key))
    people = [_person(card, dossiers.get(card.key), page.changes.get(card.key, ()), labels) for card in cards]
    found: dict[str, Any] = _shown(
        {
            "first": page.first,
            "theme": theme_name,
            "target": page.target,
            "all_targets": page.all_targets,
            "words": dict(script_words()),
            "people": people,
            "filters": _filters(cards, labels),
            "ways": {key: _ways(ways) for key, ways in page.ways.items()},
            "names": dict(page.names),
            "ties": _ties(page),
        }
    )
    return found


def _shown(value: Any) -> Any:
    """`value` with the control and bidi characters of its texts written out, but for line ends."""
    if isinstance(value, str):
        return "\n".join(map(visible, value.split("\n")))
    if isinstance(value, dict):
        return {key: _shown(each) for key, each in value.items()}
    return [_shown(each) for each in value] if isinstance(value, list) else value


def _person(card: Card, dossier: Dossier | None, changes: Sequence[str], labels: Mapping[str, str]) -> dict[str, Any]:
    name = called(card, labels)
    also = dossier.also_called if dossier else ()
    roles = [{"id": role, "name": label(labels, "role", role)} for role in card.roles]
    member = card.kind == "member"
    department = labels["map.team"] if member else card.department or ""
    private = member or card.redacted
    title = card.title or ""
    found_by = [name, *also, title, department, card.key, *(each["name"] for each in roles)]
    return {
        "ref": card.key,
        "kind": card.kind,
        "name": name,
        "short": f"{name} ({card.title})" if card.placeholder and card.title else name,
        "second": card.second_name or "",
        "title": title,
        "department": department,
        "roles": roles,
        "stance": "" if private else _stance(card),
        "stance_name": "" if private else _stance_name(card.stance, labels),
        "sign": "" if private else theme.SIGNS[card.stance],
        "facts": [] if member else [list(fact) for fact in _facts(card, labels)],
        "sections": [_section(section) for section in (*_changes(changes), *(dossier.sections if dossier else ()))],
        "found_by": [text for text in found_by if text and text != "?"],
        "same_titles": list(same_titles(title)),
    }


def _stance(card: Card) -> int | str:
    return "unknown" if card.stance is None else card.stance


def _stance_name(stance: int | str | None, labels: Mapping[str, str]) -> str:
    return label(labels, "stance", "unknown" if stance is None else str(stance))


def _facts(card: Card, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if card.left:
        yield heading(in_words("field", "status")), labels["map.left"]
    if card.department:
        yield heading(in_words("field", "department")), card.department
    if not card.redacted:
        yield heading(in_words("field", "stance")), _stance_name(card.stance, labels)
    if card.influence is not None:
        yield (
            heading(in_words("field", "influence")),
            f"{card.influence} · {label(labels, 'influence', str(card.influence))}",
        )
    if card.coverage is not None:
        yield _("Coverage"), f"{card.coverage:.0%}"


def _changes(texts: Sequence[str]) -> Iterator[Section]:
    if texts:
        yield Section("changes", _("What changed"), tuple(Fact(text) for text in texts))


def _section(section: Section) -> dict[str, Any]:
    return {"name": section.name, "heading": section.heading, "facts": [_fact(fact) for fact in section.facts]}


def _fact(fact: Fact) -> dict[str, str]:
    said = {
        "text": fact.text,
        "about": fact.about,
        "more": fact.more,
        "severity": fact.severity,
        "severity_name": in_words("severity", fact.severity) if fact.severity else "",
        "href": address_of(fact.channel, fact.text) if fact.channel else "",
    }
    return {name: text for name, text in said.items() if text}


def _filters(cards: Sequence[Card], labels: Mapping[str, str]) -> dict[str, list[list[str]]]:
    """The values of each filter with their names: only such as somebody has."""
    theirs = [card for card in cards if card.kind == "person"]
    departments = sorted({card.department for card in theirs if card.department})
    if len(theirs) < len(cards):
        departments.append(labels["map.team"])
    held = {role for card in theirs for role in card.roles}
    roles = [role.removeprefix("role.") for role in labels if role.removeprefix("role.") in held]
    roles += sorted(held.difference(roles))
    known = {_stance(card) for card in theirs if not card.redacted}
    stances = [stance for stance in (2, 1, 0, -1, -2, "unknown") if stance in known]
    return {
        "department": [[name, name] for name in departments],
        "role": [[role, label(labels, "role", role)] for role in dict.fromkeys(roles)],
        "stance": [[str(stance), _stance_name(stance, labels)] for stance in stances],
    }


def _ties(page: MapPage) -> dict[str, list[str]]:
    """The two ends of each line by its id."""
    arrows = (arrow for contents in page.views for arrow in contents.arrows)
    return {svg.identity("tie", each.source, each.kind, each.target): [each.source, each.target] for each in arrows}


def _ways(ways: Ways) -> dict[str, Any]:
    return {"paths": [_way(way) for way in ways.ways], "notes": list(ways.notes)}


def _way(way: Way) -> dict[str, Any]:
    steps = [_step(step) for step in way.steps]
    return {"score": way.score, "nodes": list(way.nodes), "weakest": way.weakest, "steps": steps}


def _step(step: WayStep) -> dict[str, Any]:
    # A reporting line is walked down, and a tie that holds both ways either way.
    ends = ((step.source, step.kind, step.target), (step.target, step.kind, step.source))
    return {
        "from": step.source,
        "to": step.target,
        "text": step.text,
        "ties": [svg.identity("tie", *each) for each in ends],
    }


def subtitle(contents: MapContents, labels: Mapping[str, str]) -> str:
    """What stands under the account on every view: deal, day and commit."""
    return visible(" · ".join(moment(contents, labels)))
