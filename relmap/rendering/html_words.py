"""The words of the page round a map, in the language that is spoken."""

from collections.abc import Mapping

from relmap.model.saying import _, heading, in_words


def page_words() -> Mapping[str, str]:
    """Those that stand on the page."""
    return {
        "skip": _("Go to the map"),
        "views": _("Views"),
        "way": _("Show the way to"),
        "people": heading(in_words("field", "people")),
        "dark": _("Dark"),
        "search": _("Search name, title, department"),
        "department": heading(in_words("field", "department")),
        "role": heading(in_words("field", "roles")),
        "stance": heading(in_words("field", "stance")),
        "clear": _("Show everybody"),
        "map": _("Map"),
        "keys": _(
            "Arrow keys move the map, + and - make it larger and smaller, 0 shows all of it. "
            "Tab goes to the people: there arrow keys go from one to the next, Enter opens, Escape closes."
        ),
        "zoom": _("Size of the map"),
        "zoom_in": _("Larger"),
        "zoom_out": _("Smaller"),
        "zoom_all": _("Whole map"),
        "details": _("Details"),
    }


def script_words() -> Mapping[str, str]:
    """Those that its script says."""
    return {
        "all": _("All"),
        "shown": _("{n} of {all} shown"),
        "nobody": _("Nobody is found"),
        "close": _("Close"),
        "show_way": _("Show the way"),
        "way_to": _("The way to {name}"),
        "no_way": _("No path: nobody we know leads there."),
        "best": _("Best path"),
        "detour": _("Way {n}"),
        "nobody_chosen": _("nobody chosen"),
        "only_key_players": _("Ways are worked out to key players only"),
    }
