"""What is assumed with --what-if."""

from relmap.errors.base import RelmapError, UsageError, meant_by
from relmap.spoken import _, in_order


class WhatIfEmpty(UsageError):
    def __init__(self) -> None:
        super().__init__(_('no command is given; write for example --what-if "set malee stance 2"'))


class NotAWhatIf(UsageError):
    """A command that changes no facts about people, or none at all."""

    def __init__(self, *, name: str, nearest: str, known: tuple[str, ...]) -> None:
        meant = meant_by(nearest, _("write one of {known}").format(known=in_order(known)))
        super().__init__(_("{name!r} is no command to assume; {meant}"), name=name, meant=meant)
        self.word = name


class WhatIfFails(RelmapError):
    """`message` says why; `below` holds the command as it was typed, and a mark under the word at fault."""

    def __init__(self, *, message: str, below: tuple[str, ...], exit_status: int) -> None:
        super().__init__(_("--what-if: {message}"), message=message)
        self.below = below
        self.exit_status = exit_status


class NobodyLeft(RelmapError):
    """Somebody is found in the book, but not in the book that was to be assumed."""

    def __init__(self, *, text: str) -> None:
        super().__init__(
            _("{text!r} finds nobody once --what-if has happened; name them otherwise, or leave that out"), text=text
        )
