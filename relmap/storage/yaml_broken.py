"""The faults of a text that does not parse."""

from relmap.model.saying import _
from relmap.storage.yaml_blanking import without_bad_part, without_signs
from relmap.storage.yaml_conflict import conflict_faults
from relmap.storage.yaml_faults import MAX_FAULTS, Fault
from relmap.storage.yaml_parser import PARSE_ERRORS, Complaint, complaint, compose, tokens
from relmap.storage.yaml_slips import quote_fault, slip
from relmap.storage.yaml_syntax import syntax_fault
from relmap.storage.yaml_text import deep_faults, forbidden_faults, in_utf16, invisible_faults
from relmap.storage.yaml_tree import tree_faults

_LONG = 100_000  # characters


def broken_faults(text: str) -> list[Fault]:
    """All faults of a text that does not parse: each bad entry is blanked in turn to see what is wrong after it."""
    if "\0" in text[:2]:
        return [in_utf16()]
    faults = [*conflict_faults(text), *invisible_faults(text)] or deep_faults(text)
    if faults:
        return sorted(faults)
    found: set[Fault] = set()
    rest = text
    # Each fault costs reading the whole text a few times more.
    for _time in range(MAX_FAULTS if len(text) < _LONG else MAX_FAULTS // 4):
        signs = [fault for fault in forbidden_faults(rest) if fault.code != "yaml-directive"]
        found.update(signs)
        rest = without_signs(rest, signs)
        try:
            root = compose(rest)
        except PARSE_ERRORS as error:
            fault = _syntax_fault(rest, error)
        else:
            if root is not None and not any(fault.code == "yaml-alias" for fault in found):
                found.update(tree_faults(root, rest))
            break
        if fault is None:
            break
        found.add(fault)
        shorter = without_bad_part(rest, fault.line)
        if shorter == rest:
            break
        rest = shorter
    return sorted(found)


def _syntax_fault(text: str, error: Exception) -> Fault | None:
    """The fault behind an exception, or None for an undefined alias: that one is reported as an alias."""
    said = complaint(error)
    if said is None:
        return Fault(1, 1, "yaml-syntax", _("this file cannot be read"), _("compare it with a file that can"))
    if said.about_alias:
        return None
    quoted = _quoted(text, said.problem)
    return quote_fault(text, said, quoted) or slip(text, said, _complaint) or syntax_fault(text, *said[:3])


def _complaint(text: str) -> Complaint | None:
    try:
        compose(text)
    except PARSE_ERRORS as error:
        return complaint(error) or Complaint("", 0, None, about_alias=False)
    return None


def _quoted(text: str, problem: int) -> tuple[int, int] | None:
    """Start and end of the last text in quotes before the place where the parser gives up."""
    last = None
    try:
        for token in tokens(text):
            if token.start_mark.index >= problem:
                break
            if type(token).__name__ == "ScalarToken" and text[token.start_mark.index] in "'\"":
                last = token
    except PARSE_ERRORS:
        pass  # this is where it gives up
    return (last.start_mark.index, last.end_mark.index) if last is not None else None
