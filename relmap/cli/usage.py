"""What Typer says of a wrong command line, in one line with the mend, in the reader's language."""

import re
from typing import Any

from relmap.model.saying import _, either, in_sentences, later

# What Typer says, as it may be said in another language; `...` is whatever the sentence names.
_SAID = (
    (r"No such option: (?P<name>\S+)", later("No such option: {name}")),
    (r"Missing option (?P<name>.+)", later("Missing option {name}")),
    (r"Missing argument (?P<name>.+)", later("Missing argument {name}")),
    (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", later("Got unexpected extra arguments ({name})")),
    (r"Option (?P<name>.+) requires an argument", later("Option {name} requires an argument")),
    (r"Option (?P<name>.+) does not take a value", later("Option {name} does not take a value")),
    (r"Invalid value for (?P<name>.+?): (?P<why>.*)", later("Invalid value for {name}: {why}")),
    (r"(?P<text>.+) is not a valid integer", later("{text} is not a whole number")),
)
# What to do about it, by what Typer says.
_MENDS = {
    "unexpected extra argument": later("put quotes round a name of several words"),
    "requires an argument": later("write its value behind it"),
    "does not take a value": later("leave out the = and what follows it"),
}


def usage_message(error: Any) -> str:
    """A usage error of Typer's in one line, with the mend."""
    if getattr(error, "possibilities", None):
        meant = _("did you mean {nearest}?").format(nearest=either(error.possibilities))
        return in_sentences([_said(error.message), meant])
    message = str(error.format_message()).rstrip(".").replace("\n", " ")
    mends = [_(mend) for sign, mend in _MENDS.items() if sign in message]
    hint = [_("see `{command}`").format(command=f"{error.ctx.command_path} --help")] if error.ctx is not None else []
    return in_sentences([_said(message), *mends, *hint])


def _said(message: str) -> str:
    """A sentence of Typer's in the language that is spoken; as it is where relmap does not know it."""
    for pattern, sentence in _SAID:
        if (found := re.fullmatch(pattern, message)) and _(sentence) != sentence:
            parts = found.groupdict()
            if "why" in parts:
                parts["why"] = _said(parts["why"])
            return _(sentence).format(**parts)
    return message
