"""Every reason for which relmap stops. A leaf takes data and builds its own sentence and mend.

The text of an error is one line: what is wrong, where, and how to mend it. `relmap.cli` turns it into `error: ...`
and an exit status; nobody else catches it.
"""


class RelmapError(Exception):
    """A known error: exit status 1, one line, no traceback.

    `word`: what was typed and is at fault, where it is one word; `lacks_word`: a word that should be there is not.
    `below`: lines to show under the error.
    """

    exit_status = 1
    word: str | None = None
    lacks_word = False
    below: tuple[str, ...] = ()


class UsageError(RelmapError):
    """The command line itself is wrong: exit status 2."""

    exit_status = 2


class InvalidValue(UsageError):
    """A value given on the command line does not fit its field."""

    def __init__(self, *, field: str, text: str, reason: str, mend: str, word: str | None = None) -> None:
        """`word` is what is at fault, where that is not the value `text`."""
        super().__init__(f"{field}: {text!r} {reason}; {mend}")
        self.word = text if word is None else word
        self.field = field


class BookNotFound(RelmapError):
    """`named`: the folder was given by --book or RELMAP_BOOK, so the ones above it do not count."""

    def __init__(self, *, start: str, named: bool = False) -> None:
        above = "" if named else " or any folder above"
        super().__init__(
            f"no book found in {start}{above}; make one with `relmap init my-book`, or name one with --book DIR"
        )


class BadValue(RelmapError):
    """A value that its field cannot take: `reason` and `mend` are parts of a sentence about it."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}; {mend}")
        self.reason = reason
        self.mend = mend


# The mend for each reason that the system gives, by its name in <errno.h>.
_DISK_MENDS = {
    "ENOSPC": "free some space and try again",
    "EDQUOT": "free some of your quota and try again",
    "EROFS": "put the book on a disk that can be written to",
    "EACCES": "ask the owner of the book for the right to write there",
    "EPERM": "ask the owner of the book for the right to write there",
    "EIO": "the disk may be failing: copy the book to another one",
}


class CannotWrite(RelmapError):
    """The system refused to write; the book is as it was. `cause` is a name of <errno.h>."""

    def __init__(self, *, file: str, cause: str, reason: str) -> None:
        mend = _DISK_MENDS.get(cause, "mend that and try again")
        super().__init__(f"cannot write {file}: {reason.lower()}; nothing was changed; {mend}")


class OutputRefused(RelmapError):
    """An answer would replace what is no such answer."""

    def __init__(self, *, file: str, reason: str, mend: str) -> None:
        super().__init__(f"cannot write the answer to {file or '.'}, which {reason}; nothing was changed; {mend}")


class CannotRead(RelmapError):
    """The system refused to read a file or folder without which the command cannot go on."""

    def __init__(self, *, file: str, reason: str) -> None:
        super().__init__(f"cannot read {file}: {reason.lower()}; mend that and try again")


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


class ChangeUnfinished(RelmapError):
    """The system refused to write and then to take the change back; the journal holds what is left to do."""

    def __init__(self, *, file: str, cause: str, reason: str) -> None:
        mend = _DISK_MENDS.get(cause, "mend that")
        super().__init__(
            f"the change is only half written: {file}: {reason.lower()}; "
            f"{mend}, then run `relmap check`, which finishes the change"
        )


class ChangedOnDisk(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(f"{file} changed on disk since relmap read it; nothing was written; run the command again")


class NotPlainFile(RelmapError):
    """Something else than a plain file or folder stands where relmap would write."""

    def __init__(self, *, file: str, found: str) -> None:
        super().__init__(
            f"{file} is {found}, and relmap writes only plain files in plain folders inside the book; "
            "move it away and put the file itself there"
        )


class OutsideBook(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(f"{file!r} does not name a file of the book; give a path inside the book")


class BookLocked(RelmapError):
    def __init__(self, *, book: str, holder: str, waited_seconds: float) -> None:
        super().__init__(
            f"the book {book} is being changed by {holder}; waited {waited_seconds:g} s; "
            "let it finish, or end that process, and try again"
        )


class JournalTooNew(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(
            f"{file} holds an unfinished change by a newer relmap; update relmap, and any command finishes it"
        )


class GitMissing(RelmapError):
    def __init__(self) -> None:
        super().__init__("git was not found; install it from https://git-scm.com, and try again")


class GitFailed(RelmapError):
    def __init__(self, *, command: str, folder: str, message: str) -> None:
        super().__init__(f"`git {command}` failed in {folder}: {message}; mend that and try again")


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


class AlreadyExists(RelmapError):
    """`option` is where the id came from, such as --id."""

    def __init__(self, *, what: str, identifier: str, option: str) -> None:
        super().__init__(f"the {what} {identifier} exists already; give another {option}")
        self.word = identifier


class ReservedId(UsageError):
    def __init__(self, *, identifier: str, option: str) -> None:
        super().__init__(f"the id {identifier} means our own people; give the account another one with {option}")


class NoIdInName(UsageError):
    def __init__(self, *, name: str) -> None:
        super().__init__(f"the name {name!r} has no letter or digit to make an id of; give one with --id")
        self.word = name


class NothingThere(RelmapError):
    """A record holds no such item: a link, a tie, a list entry."""

    def __init__(self, *, where: str, what: str, mend: str) -> None:
        super().__init__(f"{where} has no {what}; {mend}")
        self.record = where.partition(" ")[0]


class StillReferenced(RelmapError):
    """`places`: every file that names the record, with the lines."""

    def __init__(self, *, ref: str, places: list[str], mend: str) -> None:
        super().__init__(f"{ref} is still named in {', '.join(places)}; {mend}")


class WouldBreakBook(RelmapError):
    """The change would bring a fault into the book that was not there before."""

    def __init__(self, *, message: str, mend: str) -> None:
        super().__init__(f"{message}; {mend}; nothing was changed")


class InTheFuture(UsageError):
    def __init__(self, *, day: str, today: str) -> None:
        super().__init__(
            f"a touch on {day} is in the future (today is {today}); give the day it happened with --on, "
            "leave --on out to try it as of today, or put a plan into --next"
        )
        self.word = day


class GraphvizMissing(RelmapError):
    def __init__(self) -> None:
        super().__init__(
            "Graphviz, which lays out the map, was not found; `pip install pygraphviz` brings it on common machines, "
            "else install Graphviz (https://graphviz.org/download) so that `dot` is on the PATH"
        )


class GraphvizFailed(RelmapError):
    def __init__(self, *, reason: str) -> None:
        super().__init__(f"Graphviz could not lay out the map ({reason}); write it with `-o map.dot` and report it")


class PictureFailed(RelmapError):
    def __init__(self, *, reason: str) -> None:
        super().__init__(f"the picture could not be made ({reason}); write the map with `-o map.svg` instead")


class PictureTooLarge(RelmapError):
    def __init__(self, *, dpi: int, width: int, height: int, fitting: int) -> None:
        """`fitting`: the most dots per inch at which the picture can be made."""
        less = f"take `--dpi {fitting}`, or PDF" if fitting >= 72 else "take PDF"
        super().__init__(
            f"at {dpi} dpi the picture has {width:,} x {height:,} dots, too many for one PNG; {less}, "
            "which is sharp at any size"
        )


class PeopleOfSeveralAccounts(UsageError):
    def __init__(self, *, accounts: list[str]) -> None:
        super().__init__(f"these people are of {' and '.join(accounts)}; log one touch for each account")


class AmbiguousRecord(RelmapError):
    def __init__(self, *, text: str, refs: list[str]) -> None:
        super().__init__(f"{text!r} names several: {', '.join(refs)}; write the reference in full")
        self.word = text


class BookTooNew(RelmapError):
    def __init__(self, *, file: str, found: str) -> None:
        super().__init__(f"{file} is a book of format {found}, and this relmap reads format 1; upgrade relmap")


class InsideBook(RelmapError):
    def __init__(self, *, folder: str, book: str) -> None:
        super().__init__(
            f"{folder} lies inside the book {book}, and a book holds no other; choose a folder outside of it"
        )


class BookExists(RelmapError):
    def __init__(self, *, folder: str) -> None:
        super().__init__(f"{folder} already holds a book; use it with --book {folder}, or choose another folder")


class FileHasFaults(RelmapError):
    """A file that shall be changed cannot be read as it is, so no change to it would be safe."""

    def __init__(self, *, place: str, message: str, mend: str) -> None:
        super().__init__(f"{place}: {message}; {_then_again(mend)}")


def _then_again(mend: str) -> str:
    return f"{mend} Correct it, then try again" if mend.endswith("?") else f"{mend}, then try again"


class TextTooBig(ValueError):
    """An edited text is more than relmap reads. For storage alone, which knows whose text it is: see FileTooBig."""


class FileTooBig(RelmapError):
    def __init__(self, *, file: str, limit: int) -> None:
        super().__init__(
            f"{file} would have more than {limit:,} bytes, and relmap would not read it any more; nothing was changed; "
            "move part of it into another file, or write less"
        )


class MayHoldReference(RelmapError):
    """A file that cannot be read may refer to what shall be renamed or removed."""

    def __init__(self, *, place: str, message: str, mend: str) -> None:
        super().__init__(
            f"{place}: {message}; a reference may stand there, so nothing was changed; {_then_again(mend)}"
        )


class OwnKeysDiffer(RelmapError):
    """A key of the user's own, about which relmap knows nothing, in two files that shall be one."""

    def __init__(self, *, key: str, files: tuple[str, str]) -> None:
        super().__init__(
            f"{files[0]} and {files[1]} say otherwise under {key}, a key of your own; "
            "--take does not cover those: make them say the same, or rename one of the keys, then try again"
        )


class UnknownFiles(RelmapError):
    """A folder that shall go holds files that relmap did not write."""

    def __init__(self, *, folder: str, files: list[str]) -> None:
        named = ", ".join(files[:5]) + (", ..." if len(files) > 5 else "")
        super().__init__(f"{folder} holds files that are not relmap's: {named}; move them away and try again")


class RecordExists(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(
            f"{file} already exists; choose another id with --id, or change what is there with `relmap set`"
        )


class NoAccount(RelmapError):
    lacks_word = True

    def __init__(self, *, known: list[str]) -> None:
        listed = ", ".join(known[:5]) + (" ..." if len(known) > 5 else "")
        if known:
            mend = f"name one with --account ({listed}), or set default_account in relmap.yaml"
        else:
            mend = 'add one with `relmap add-account "NAME"`'
        super().__init__(
            "which account? " + ("the book has several" if known else "the book has none yet") + f"; {mend}"
        )


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


_LISTS = {
    "person": "relmap list",
    "account": "relmap list accounts",
    "member": "relmap list members",
    "deal": "relmap list deals",
    "campaign": "relmap list campaigns",
}


class NobodyFound(RelmapError):
    """Nothing in the book answers to what was typed. `what` is "person", "account", "member", "deal" or "campaign"."""

    def __init__(self, *, what: str, text: str, nearest: list[str], account: str = "") -> None:
        """`account`: the only one whose people were meant."""
        mend = f"did you mean {' or '.join(nearest)}?" if nearest else f"`{_LISTS[what]}` shows every {what}"
        if what == "person" and "," in text.strip(","):
            mend = "leave a space between people, not a comma"
        super().__init__(f"no {what} is found by {text!r}; {mend}")
        self.what = what
        self.account = account
        self.text = self.word = text
        self.nearest = nearest


class FoundElsewhere(RelmapError):
    """Nobody of the account that is meant, but of others."""

    def __init__(self, *, text: str, account: str, found: list[tuple[str, str]]) -> None:
        """`found`: the account and the full reference of each."""
        others = ", ".join(f"{other} ({ref})" for other, ref in found[:3]) + (", ..." if len(found) > 3 else "")
        super().__init__(
            f"no person of {account} is found by {text!r}; there is one in {others}; "
            f"write {found[0][1]}, or add --account {found[0][0]}"
        )
        self.word = text


class NotOneOfUs(RelmapError):
    """A person at a customer, where one of our members is meant."""

    def __init__(self, *, text: str, person: str, members: list[str]) -> None:
        """`person`: the name and reference; `members`: the ids of all who could be meant."""
        ours = ", ".join(members[:5]) + (", ..." if len(members) > 5 else "")
        mend = f"name one of ours: {ours}" if members else 'add one with `relmap add-member "NAME"`'
        super().__init__(f"{person} is somebody at a customer, and one of us is meant here; {mend}")
        self.word = text


class OneOfUs(RelmapError):
    """One of our members, where a person at a customer is meant."""

    def __init__(self, *, text: str, member: str) -> None:
        """`member`: the name and reference."""
        super().__init__(f"{member} is one of us, and somebody at a customer is meant here; `relmap list` shows them")
        self.word = text


class HasLeft(RelmapError):
    """Somebody who left is treated as if they were still there."""

    def __init__(self, *, text: str, person: str, ref: str) -> None:
        super().__init__(
            f"{person} has left; name somebody who is there, or, if they came back, `relmap set {ref} status active`"
        )
        self.word = text


class Ambiguous(RelmapError):
    """Several answer to what was typed, so nothing was done. `what` is a plural such as "people"."""

    def __init__(self, *, what: str, text: str, found: list[str]) -> None:
        mend = "write one of these references in full" if what == "deals" else "name one by its id"
        super().__init__(f"{text!r} is {len(found)} {what}: {', '.join(found)}; {mend}")
        self.word = text
        self.found = found


class WhoOfUs(UsageError):
    lacks_word = True

    def __init__(self, *, members: list[str]) -> None:
        mend = f"name one with --by ({', '.join(members[:5])})" if members else "add one with `relmap add-member NAME`"
        super().__init__(f"which of us was it? {mend}")


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


class WhatIfEmpty(UsageError):
    def __init__(self) -> None:
        super().__init__('no command is given; write for example --what-if "set malee stance 2"')


class NotAWhatIf(UsageError):
    """A command that changes no facts about people, or none at all."""

    def __init__(self, *, name: str, nearest: str, known: tuple[str, ...]) -> None:
        meant = f"did you mean {nearest}?" if nearest else f"write one of {', '.join(known)}"
        super().__init__(f"{name!r} is no command to assume; {meant}")
        self.word = name


class WhatIfFails(RelmapError):
    """`message` says why; `below` holds the command as it was typed, and a mark under the word at fault."""

    def __init__(self, *, message: str, below: tuple[str, ...], exit_status: int) -> None:
        super().__init__(f"--what-if: {message}")
        self.below = below
        self.exit_status = exit_status


class NobodyLeft(RelmapError):
    """Somebody is found in the book, but not in the book that was to be assumed."""

    def __init__(self, *, text: str) -> None:
        super().__init__(f"{text!r} finds nobody once --what-if has happened; name them otherwise, or leave that out")


class UnknownGap(UsageError):
    """There is no gap of this code."""

    def __init__(self, *, code: str, known: list[str], nearest: str = "") -> None:
        meant = f"did you mean {nearest}?" if nearest else f"choose one of {', '.join(known)}"
        super().__init__(f"no gap has the code {code!r}; {meant}")
        self.word = code


class SeveralGaps(UsageError):
    """What was meant to name one gap names several."""

    def __init__(self, *, code: str, codes: list[str]) -> None:
        super().__init__(f"{code!r} names {len(codes)} gaps, and one is meant; choose one of {', '.join(codes)}")
        self.word = code


class NoRuleLeft(UsageError):
    """`typed`: the command line had a say in it, not relmap.yaml alone."""

    def __init__(self, *, typed: bool) -> None:
        where = "--select and --ignore" if typed else "`gaps` in relmap.yaml"
        super().__init__(f"{where} leave no rule to look for; select some, for example --select G1,G2")


class WaiverIncomplete(UsageError):
    """`lacks`: the option that is missing."""

    lacks_word = True

    def __init__(self, *, lacks: str) -> None:
        super().__init__(
            f"{lacks} is missing: a gap is accepted until a day and for a reason; "
            'write both, for example --until 2027-01-31 --reason "on leave"'
        )


class PassedAlready(UsageError):
    def __init__(self, *, day: str, today: str) -> None:
        super().__init__(f"--until: {day} has passed already (today is {today}); give a day to come")
        self.word = day


class NothingToWaive(RelmapError):
    """A waiver names what exists: a person, a role, a department or an account."""

    def __init__(self, *, text: str, nearest: str) -> None:
        meant = f"did you mean {nearest}?" if nearest else "`relmap gaps` shows what each gap is about"
        super().__init__(f"no person, role, department or account is found by {text!r}; {meant}")
        self.word = text


class NoPathToDraw(RelmapError):
    def __init__(self, *, target: str) -> None:
        super().__init__(f"there is no path to {target} to light up; `relmap path --to {target}` says how far we get")


class UnknownDepartment(RelmapError):
    def __init__(self, *, text: str, account: str, known: list[str], nearest: str) -> None:
        if not known:
            mend = "nobody there has one yet: `relmap set PERSON department NAME` writes it down"
        elif nearest:
            mend = f"did you mean {nearest}?"
        else:
            mend = f"it has {', '.join(known[:5])}{', ...' if len(known) > 5 else ''}"
        super().__init__(f"nobody of {account} is in a department {text!r}; {mend}")
        self.word = text


class StepsAlone(UsageError):
    def __init__(self) -> None:
        super().__init__("--steps says how far to go from somebody; add --around PERSON, or leave --steps out")


class QuadrantRedacted(UsageError):
    def __init__(self) -> None:
        super().__init__(
            "--redact: the quadrant places people by their stance, which is private; "
            "draw --view influence, org or coverage instead"
        )


class OptionOfFormat(UsageError):
    """An option of one format of maps, given for another."""

    def __init__(self, *, option: str, wanted: str, given: str) -> None:
        super().__init__(f"{option} is for {wanted}, and this map is {given}; add --format {wanted}, or leave it out")


class TooManyToDraw(RelmapError):
    def __init__(self, *, people: int, most: int) -> None:
        super().__init__(
            f"{people:,} people are too many for one picture (at most {most:,}); "
            "`relmap map --format dot -o map.dot` writes the graph for another program"
        )


class TooMuchForMermaid(RelmapError):
    def __init__(self, *, ties: int, characters: int) -> None:
        super().__init__(
            f"the diagram has {ties:,} ties and {characters:,} characters; git hosts draw up to 500 ties and 50,000 "
            "characters: choose fewer people with --top, --department or --around, or write SVG"
        )


class DealElsewhere(RelmapError):
    """A deal that only other accounts than the one that is meant have."""

    def __init__(self, *, text: str, account: str, found: list[tuple[str, str]], own: list[str]) -> None:
        """`found`: the account and the full reference of each; `own`: the ids of the deals of `account`."""
        others = " and ".join(f"{other} ({ref})" for other, ref in found[:3]) + (", ..." if len(found) > 3 else "")
        instead = f", or take one of {account}'s own: {', '.join(own[:3])}" if own else ""
        super().__init__(f"{text!r} is not a deal of {account} but of {others}; say --account {found[0][0]}{instead}")
        self.word = text


class OnePersonTwice(UsageError):
    def __init__(self, *, first: str, second: str, ref: str) -> None:
        super().__init__(f"{first!r} and {second!r} are both {ref}; name two records, each by its id")
        self.word = second


class PeopleOfTwoAccounts(RelmapError):
    def __init__(self, *, first: str, second: str) -> None:
        super().__init__(
            f"{first} and {second} are of two accounts, and a record is of one; if it is one person who moved, "
            "mark the old record as left with `relmap remove REF --left`"
        )
        self.word = second


class MergeConflicts(RelmapError):
    """Two records of one person contradict each other."""

    def __init__(self, *, first: str, second: str, found: list[tuple[str, str, str]]) -> None:
        """`found`: each field, and what the first and the second say, written as for a program."""
        listed = ", ".join(f"{path} (A: {one}, B: {other})" for path, one, other in found)
        super().__init__(
            f"{first} (A) and {second} (B) differ in {listed}; say whose is right with --take {found[0][0]}=A, or B, "
            "for each, or --take A for all of it; nothing was changed"
        )
