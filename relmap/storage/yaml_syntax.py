"""What the parser complains about, and what the writer of the file can do about it."""

import re

from relmap.model.saying import _, later, ngettext
from relmap.storage.yaml_faults import Fault, fault_at
from relmap.storage.yaml_sentences import NOT_KEYED, SENTENCES


def syntax_fault(text: str, message: str, problem: int, context: int | None) -> Fault:
    """The fault behind a parser's complaint.

    `message` is the parser's context and problem, `problem` and `context` the character indexes of its two marks.
    """
    index = _on_content(text, problem)
    special = _wrong_start(text, message, index, context) or _stray_bracket(text, message, index)
    if special is not None:
        return special
    known = next((row for row in SENTENCES if row.says in message), None)
    if known is not None:
        index = _on_content(text, context if known.at_start and context is not None else problem)
        code = "yaml-documents" if "single document" in known.says else "yaml-syntax"
        if "\\" in known.reason:
            index = max(text.rfind("\\", 0, index + 1), 0)
        mend = (known.mend == NOT_KEYED and _below_its_key(text, index)) or _(known.mend)
        return fault_at(text, index, code, _(known.reason), mend)
    tab = _tab_in_indentation(text, index)
    if tab is not None:
        return fault_at(text, tab, "yaml-tab", _("the line is indented by a tab"), _("use spaces in place of the tab"))
    if "mapping values" in message:
        return _second_colon(text, index)
    if "expected key" in message:
        return _ill_fitting(text, index)
    if "document start" in message:
        return _after_the_end(text, index)
    mend = _("put the text in quotes, or check its indentation")
    return fault_at(text, index, "yaml-syntax", _("this cannot be read"), mend)


def _below_its_key(text: str, index: int) -> str | None:
    """What to do with a line at `index` that may be the value of the key above it."""
    key = re.search(r"(?:^|\n)[ \t]*([^\s:#-][^\s:]*):[ \t]*\r?\n$", text[max(index - 80, 0) : index])
    return _("write it behind `{key}: `, on the same line").format(key=key[1]) if key else None


def _wrong_start(text: str, message: str, index: int, context: int | None) -> Fault | None:
    """A text that begins with a sign that YAML keeps for itself."""
    if "cannot start any token" in message or ("mapping keys are not allowed" in message and text[index] == "?"):
        at = index
    elif context is not None and ("an alias" in message or "an anchor" in message or "a block scalar" in message):
        at = context
    else:
        return None
    sign = text[at]
    if sign == "\t":
        return None
    line = text.rfind("\n", 0, at) + 1
    if sign in ">|":
        if "comment or line break" not in message:
            return None
        reason = _("a text on the same line cannot start with {sign}").format(sign=sign)
        return fault_at(text, index, "yaml-syntax", reason, _in_quotes(text, at))
    if sign == "*" and text[at + 1 : at + 2] == " " and not text[line:at].strip(" -"):
        return fault_at(text, at, "yaml-syntax", _("an item of a list does not start with *"), _("start it with `- `"))
    return fault_at(
        text, at, "yaml-syntax", _("a text cannot start with {sign}").format(sign=sign), _in_quotes(text, at)
    )


def _stray_bracket(text: str, message: str, index: int) -> Fault | None:
    sign = text[index : index + 1]
    told = ("expected key", "node content", "document start", "'-' indicator")
    if not sign or sign not in "]}" or "flow" in message or not any(words in message for words in told):
        return None
    opening = "[" if sign == "]" else "{"
    reason = _("this {sign} closes nothing: there is no {opening} before it").format(sign=sign, opening=opening)
    return fault_at(
        text, index, "yaml-syntax", reason, _("remove it, or put {opening} where it belongs").format(opening=opening)
    )


_LONGEST_EXAMPLE = 50


def _in_quotes(text: str, index: int) -> str:
    """The advice to put the text that starts at `index` in quotes, shown if it is short."""
    start = text.rfind("\n", 0, index) + 1
    before, value = text[start:index], re.split(r"\s#|[\r\n]", text[index : index + 2 * _LONGEST_EXAMPLE])[0].rstrip()
    key = re.search(r"[^\s:,\[\]{}\"']+:[ \t]+$", before[-_LONGEST_EXAMPLE:])
    if any(bracket in before for bracket in "[{"):
        value = re.split(r"[,\]}]", value)[0].rstrip()
    if not value or any(sign in value for sign in '"\\') or len(value) > _LONGEST_EXAMPLE:
        return _("put the whole text in quotes")
    return _('put it in quotes: {key}"{value}"').format(key=key[0] if key else "", value=value)


def _second_colon(text: str, index: int) -> Fault:
    start = text.rfind("\n", 0, index) + 1
    first = re.search(r":[ \t]+", text[start:index])
    if first:
        return fault_at(
            text, index, "yaml-syntax", _("a second `: ` in one line"), _in_quotes(text, start + first.end())
        )
    if text[start] not in " \t":
        return _unkeyed(text, start)
    index = _first_sign(text, start)
    reason = _("the line is indented deeper than the line above, which already has its value")
    return fault_at(text, index, "yaml-syntax", reason, _(_ALIGN))


_ALIGN = later("indent it exactly like its neighbours")


def _ill_fitting(text: str, index: int) -> Fault:
    """Something at `index` does not go on with the lines above or with the same line before it."""
    start = text.rfind("\n", 0, index) + 1
    if not text[start:index].strip():
        spaces = index - start
        if text.startswith("- ", index):
            reason, mend = (
                _("a list item stands below a key that already has its value"),
                _("indent it like the other items"),
            )
        else:
            reason = ngettext(
                "the line is indented by {n} space, which fits no line above it",
                "the line is indented by {n} spaces, which fits no line above it",
                spaces,
            ).format(n=spaces)
            mend = _(_ALIGN)
        return fault_at(text, index, "yaml-syntax", reason, mend)
    first = re.search(r":[ \t]+", text[start:index])
    mend = _in_quotes(text, start + first.end()) if first else _("put the whole text in quotes")
    return fault_at(text, index, "yaml-syntax", _("the text goes on after its closing bracket or mark"), mend)


def _after_the_end(text: str, index: int) -> Fault:
    """What stands after a tree that is complete: mostly because its first line is indented."""
    first = re.search(r"^(?![ \t]*(?:#|\r?$))", text, re.MULTILINE)
    start = first.start() if first else 0
    if text[start : start + 1] == " " and start < index:
        reason = _("the line is indented, the lines below it are not")
        return fault_at(text, _first_sign(text, start), "yaml-syntax", reason, _("remove the spaces before it"))
    reason = _("this does not belong to the lines above it")
    mend = _("indent it like its neighbours, and write one `key: value` per line")
    return fault_at(text, index, "yaml-syntax", reason, mend)


def _unkeyed(text: str, below: int) -> Fault:
    """The first line above `below` with something in it: it is no entry, so that the next cannot follow it."""
    first = re.search(r"^(?![ \t]*(?:#|\r?$))", text, re.MULTILINE)
    index = first.start() if first and first.start() < below else below
    return fault_at(text, index, "yaml-syntax", _("this line is not `key: value`"), _(NOT_KEYED))


def _first_sign(text: str, start: int) -> int:
    sign = re.compile(r"[ \t]*").match(text, start)
    return sign.end() if sign else start


def _on_content(text: str, index: int) -> int:
    """`index`, moved back to the last visible character if the parser only gave up at the end of the file."""
    return index if text[index:].strip() else max(len(text[:index].rstrip()) - 1, 0)


def _tab_in_indentation(text: str, index: int) -> int | None:
    start = text.rfind("\n", 0, index) + 1
    indentation = re.compile(r"[ \t-]*").match(text, start)
    tab = text.find("\t", start, indentation.end()) if indentation else -1
    return tab if tab >= 0 else None
