"""The words on a map, in the language that is spoken. A word without one is shown as it is written in the book."""

from collections.abc import Mapping

from relmap.model.saying import _, heading, in_words, pgettext, speaking
from relmap.model.vocabulary import INFLUENCE_NAMES, LEVEL_NAMES, ROLES, SEVERITIES, STANCE_NAMES


def labels_for(own: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Every word, by group and name (`role.approver`), with the book's own words (`classmate`: label) beside them."""
    return {**_headings(), **_lists(), **_kinds(), **(own or {})}


def label(labels: Mapping[str, str], group: str, word: str) -> str:
    """`label(labels, "role", "approver")`: the book's own label of the word, else ours, else the word itself."""
    return labels.get(word) or labels.get(f"{group}.{word}") or word.replace("_", " ")


def _headings() -> Mapping[str, str]:
    return {
        "view.influence": _("Influence map"),
        "view.org": _("Org chart"),
        "view.coverage": _("Coverage of the buying group"),
        "view.quadrant": _("Influence and stance"),
        "map.team": _("Our team"),
        "map.folded": _("people: {count}"),
        "map.others": _("Other people"),
        "map.commit": _("commit {commit}"),
        "map.left_out": _("Not shown on this map: {count}"),
        "aside.influence": _("No ties known yet"),
        "aside.org": _("No boss and no reports known yet"),
        "aside.coverage": _("Has left"),
        "aside.quadrant": _("Influence not known, or has left"),
        "matrix.coverage": _("Coverage"),
        "matrix.supportive": _("With supporters"),
        "matrix.key": _("Key players"),
        "matrix.others": _("Others"),
        "matrix.knows": _("Knows {count}"),
        "matrix.nobody": _("None of us knows them"),
        "matrix.missing": _("Key player whom none of us knows"),
        "matrix.never": _("no touch"),
        "quadrant.ours": _("Key players on our side"),
        "quadrant.win": _("Win over"),
        "quadrant.informed": _("Keep informed"),
        "quadrant.monitor": _("Monitor"),
        "desc.decides": _("Decides: {names}"),
        "desc.nobody": _("Nobody is known to decide"),
        "desc.people": _("people on the map: {count}"),
        "desc.path": _("best path: {names}"),
        "map.unnamed": _("Not named yet"),
        "map.left": in_words("status", "left"),
        "legend.stance": _("Stance towards us"),
        "legend.influence": _("Influence"),
        "legend.roles": _("Roles"),
        "legend.ties": _("Ties"),
        "legend.gaps": _("Gaps, the worst {severity}"),
        "legend.marks": _("Marks"),
        "legend.strength": _("Thicker line: stronger tie"),
        "legend.pale": _("Pale: reporting and weaker ties"),
        "legend.path": _("Way in, step by step"),
        "legend.detour": _("Detour"),
        "legend.placeholder": _("To be found"),
        "legend.left": _("Has left"),
        "legend.fold": _("Folded department: only reporting lines and our ties"),
        "legend.others": _("The others of a place, folded"),
        "legend.member": _("Our people"),
        "legend.level": _("Level of the tie"),
        "legend.level_short": pgettext("cell", "Level"),
        "legend.target": _("Level wanted"),
        "legend.tie": _("Strength, 0 to 1"),
        "legend.overdue": _("Last touch too long ago"),
        "legend.single": _("Only thread to them"),
        "legend.coverage": _("How far they are covered"),
        "legend.key": _("Key player"),
        "legend.changes": _("Changes"),
        "change.added": _("New"),
        "change.changed": _("Not as before"),
        "change.removed": _("Gone"),
        "change.tie_added": _("New tie"),
        "change.tie_changed": _("Another strength"),
        "change.tie_removed": _("Tie that is gone"),
        "change.moved": _("From where they stood"),
        "change.list": _("What changed"),
        "change.more": _("{n} more changes"),
    }


def _lists() -> Mapping[str, str]:
    return {
        **{f"severity.{severity}": in_words("severity", severity) for severity in SEVERITIES},
        **{f"role.{role}": heading(in_words("role", role)) for role in ROLES},
        **{f"stance.{number}": heading(in_words("stance", name)) for number, name in STANCE_NAMES.items()},
        "stance.unknown": heading(in_words("stance", "unknown")),
        **{f"level.{number}": heading(in_words("level", name)) for number, name in LEVEL_NAMES.items()},
        **{f"influence.{number}": heading(in_words("influence", name)) for number, name in INFLUENCE_NAMES.items()},
    }


def _kinds() -> Mapping[str, str]:
    """As a line is called that runs from one card to another."""
    return {
        "kind.knows": pgettext("line", "Our tie"),
        "kind.reports": pgettext("line", "Reports to"),
        "kind.influences": pgettext("line", "Influences"),
        "kind.advises": pgettext("line", "Advises"),
        "kind.refers": pgettext("line", "Refers to"),
        "kind.friend": pgettext("line", "Friend"),
        "kind.family": pgettext("line", "Family"),
        "kind.former_colleague": pgettext("line", "Former colleague"),
        "kind.conflicts": pgettext("line", "In conflict"),
        "kind.tie": pgettext("line", "A tie"),
    }


def _english() -> Mapping[str, str]:
    with speaking(None):
        return labels_for()


ENGLISH = _english()
