"""The command line as it was typed, and the answer on its way out."""

from relmap.errors.base import RelmapError, UsageError, meant_by
from relmap.spoken import _, pgettext


class InvalidValue(UsageError):
    """A value given on the command line does not fit its field."""

    def __init__(self, *, field: str, text: str, reason: str, mend: str, word: str | None = None) -> None:
        """`word` is what is at fault, where that is not the value `text`."""
        super().__init__(_("{field}: {text!r} {reason}; {mend}"), field=field, text=text, reason=reason, mend=mend)
        self.word = text if word is None else word
        self.field = field


class CannotPrint(RelmapError):
    """The answer cannot be written to where it was sent."""

    def __init__(self, *, reason: str) -> None:
        super().__init__(
            _("cannot print the answer: {reason}; the command itself is done; send its answer elsewhere"),
            reason=reason.lower(),
        )


class Interrupted(RelmapError):
    exit_status = 130

    def __init__(self) -> None:
        super().__init__(
            _("interrupted; a change under way was made wholly or not at all, and `relmap show` tells which")
        )


class UnknownOption(UsageError):
    """Something that looks like an option, where a value may begin with a dash."""

    def __init__(self, *, name: str, nearest: str) -> None:
        said = _("No such option: {name}; if it is a value, write -- before it")
        if nearest:
            said = _("No such option: {name}; did you mean {nearest}? If it is a value, write -- before it")
        super().__init__(said, name=name, nearest=nearest)
        self.word = name


class UnknownField(UsageError):
    def __init__(self, *, record: str, name: str, nearest: str, known: str) -> None:
        mend = meant_by(nearest, _("the fields are {known}").format(known=known))
        super().__init__(
            _("the {record} has no field {name!r}; {mend}"), record=pgettext("record", record), name=name, mend=mend
        )
        self.word = name


class NotText(UsageError):
    """Bytes on the command line that are no text in the system's encoding."""

    def __init__(self, *, argument: str) -> None:
        super().__init__(_("{argument!r} on the command line is not text in UTF-8; type it again"), argument=argument)


class NotOneValue(UsageError):
    def __init__(self, *, field: str, count: int, mend: str) -> None:
        super().__init__(_("{field}: {count} values given; {mend}"), field=field, count=count, mend=mend)


class NameMissing(UsageError):
    lacks_word = True

    def __init__(self) -> None:
        super().__init__(_('no name given; write `relmap add-contact "NAME"`, or run that on a terminal to be asked'))


class TargetMissing(UsageError):
    """`words`: what was typed without the option of `command` that names a person."""

    def __init__(self, *, words: list[str], command: str = "path", option: str = "--to") -> None:
        named = " ".join(words) or "GM"
        whom = f'"{named}"' if " " in named else named
        super().__init__(
            _("Missing option '{option}'; write `relmap {command} {option} {whom}`"),
            option=option,
            command=command,
            whom=whom,
        )


class NotTogether(UsageError):
    """Two options that cannot both be answered."""

    def __init__(self, *, first: str, second: str, reason: str) -> None:
        super().__init__(
            _("{first} and {second} do not go together: {reason}; leave one of them out"),
            first=first,
            second=second,
            reason=reason,
        )


class MessageEmpty(UsageError):
    def __init__(self) -> None:
        super().__init__(_("--message is empty; say in a few words why, or leave it out"))


class NeedsQuotes(UsageError):
    """`words` stand after an option's value and belong to nothing."""

    def __init__(self, *, words: list[str]) -> None:
        super().__init__(_("nothing takes {words!r}; put quotes round a name of several words"), words=" ".join(words))
        self.word = words[0]


class KindMissing(UsageError):
    lacks_word = True

    def __init__(self) -> None:
        super().__init__(
            _("what kind of tie is it? give --kind, for example --kind influences; see `relmap link --help`")
        )


class ValueMissing(UsageError):
    lacks_word = True

    def __init__(self, *, field: str) -> None:
        super().__init__(_("no value given for {field}; give one, or take the field out with --unset"), field=field)


class UnknownCommand(UsageError):
    def __init__(self, *, name: str, nearest: str) -> None:
        meant = meant_by(nearest, _("see `relmap --help`"))
        super().__init__(_("there is no command {name!r}; {meant}"), name=name, meant=meant)


class UnclosedQuote(UsageError):
    """`place`: where the quote, or a backslash at the end, stands in the text."""

    def __init__(self, *, sign: str, place: int) -> None:
        mend = _("take it out") if sign == "\\" else _("put another {sign} where it ends").format(sign=sign)
        super().__init__(_("nothing closes the {sign} here; {mend}"), sign=sign, mend=mend)
        self.place = place
