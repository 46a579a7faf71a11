"""The command line as it was typed, and the answer on its way out."""

from relmap.errors.base import RelmapError, UsageError


class InvalidValue(UsageError):
    """A value given on the command line does not fit its field."""

    def __init__(self, *, field: str, text: str, reason: str, mend: str, word: str | None = None) -> None:
        """`word` is what is at fault, where that is not the value `text`."""
        super().__init__(f"{field}: {text!r} {reason}; {mend}")
        self.word = text if word is None else word
        self.field = field


class CannotPrint(RelmapError):
    """The answer cannot be written to where it was sent."""

    def __init__(self, *, reason: str) -> None:
        super().__init__(
            f"cannot print the answer: {reason.lower()}; the command itself is done; send its answer elsewhere"
        )


class Interrupted(RelmapError):
    exit_status = 130

    def __init__(self) -> None:
        super().__init__("interrupted; a change under way was made wholly or not at all, and `relmap show` tells which")


class UnknownOption(UsageError):
    """Something that looks like an option, where a value may begin with a dash."""

    def __init__(self, *, name: str, nearest: str) -> None:
        meant = f"did you mean {nearest}? If" if nearest else "if"
        super().__init__(f"No such option: {name}; {meant} it is a value, write -- before it")
        self.word = name


class UnknownField(UsageError):
    def __init__(self, *, record: str, name: str, nearest: str, known: str) -> None:
        meant = f"did you mean {nearest}?" if nearest else f"the fields are {known}"
        super().__init__(f"a {record} has no field {name!r}; {meant}")
        self.word = name


class NotText(UsageError):
    """Bytes on the command line that are no text in the system's encoding."""

    def __init__(self, *, argument: str) -> None:
        super().__init__(f"{argument!r} on the command line is not text in UTF-8; type it again")


class NotOneValue(UsageError):
    def __init__(self, *, field: str, count: int, mend: str) -> None:
        super().__init__(f"{field}: {count} values given; {mend}")


class NameMissing(UsageError):
    lacks_word = True

    def __init__(self) -> None:
        super().__init__('no name given; write `relmap add-contact "NAME"`, or run that on a terminal to be asked')


class TargetMissing(UsageError):
    """`words`: what was typed without the option of `command` that names a person."""

    def __init__(self, *, words: list[str], command: str = "path", option: str = "--to") -> None:
        named = " ".join(words) or "GM"
        whom = f'"{named}"' if " " in named else named
        super().__init__(f"Missing option '{option}'; write `relmap {command} {option} {whom}`")


class NotTogether(UsageError):
    """Two options that cannot both be answered."""

    def __init__(self, *, first: str, second: str, reason: str) -> None:
        super().__init__(f"{first} and {second} do not go together: {reason}; leave one of them out")


class MessageEmpty(UsageError):
    def __init__(self) -> None:
        super().__init__("--message is empty; say in a few words why, or leave it out")


class NeedsQuotes(UsageError):
    """`words` stand after an option's value and belong to nothing."""

    def __init__(self, *, words: list[str]) -> None:
        super().__init__(f"nothing takes {' '.join(words)!r}; put quotes round a name of several words")
        self.word = words[0]


class KindMissing(UsageError):
    lacks_word = True

    def __init__(self) -> None:
        super().__init__("what kind of tie is it? give --kind, for example --kind influences; see `relmap link --help`")


class ValueMissing(UsageError):
    lacks_word = True

    def __init__(self, *, field: str) -> None:
        super().__init__(f"no value given for {field}; give one, or take the field out with --unset")


class UnknownCommand(UsageError):
    def __init__(self, *, name: str, nearest: str) -> None:
        meant = f"did you mean {nearest}?" if nearest else "see `relmap --help`"
        super().__init__(f"there is no command {name!r}; {meant}")


class UnclosedQuote(UsageError):
    """`place`: where the quote, or a backslash at the end, stands in the text."""

    def __init__(self, *, sign: str, place: int) -> None:
        mend = "take it out" if sign == "\\" else f"put another {sign} where it ends"
        super().__init__(f"nothing closes the {sign} here; {mend}")
        self.place = place
