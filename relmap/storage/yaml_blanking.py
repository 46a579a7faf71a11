"""A text that does not parse with what is wrong in it blanked, so that the rest can be read; no index moves."""

import re

from relmap.storage.yaml_faults import Fault


def without_signs(text: str, faults: list[Fault]) -> str:
    """`text` with each forbidden sign made harmless, so that nothing else seems wrong because of it."""
    starts = [hit.start() for hit in re.finditer(r"^", text, re.MULTILINE)] if faults else []
    for fault in faults:
        index = starts[fault.line - 1] + fault.column - 1
        if fault.code in ("yaml-anchor", "yaml-tag"):
            word = re.compile(r"[^\s,\[\]{}]+").match(text, index)
            end = word.end() if word else index
            text = text[:index] + " " * (end - index) + text[end:]
        elif fault.code in ("yaml-alias", "yaml-question-mark"):
            text = text[:index] + "x" + text[index + 1 :]
    return text


def without_bad_part(text: str, line: int) -> str:
    """`text` with the top-level entry around `line` blanked, character by character, so that all indexes stay."""
    start, end = _top_level_entry(text, line)
    return text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]


# Lines that go on with the entry above: indented, empty, remarks, and text with no key.
_IN_LIST = re.compile(r"[ \t\r\n#\]}]|\Z|[^\s-][^:：=\n]*$", re.MULTILINE)
_IN_MAPPING = re.compile(r"[ \t\r\n#\]}]|-(?=[ \t\r\n])|\Z|[^\s-][^:：=\n]*$", re.MULTILINE)


def _top_level_entry(text: str, line: int) -> tuple[int, int]:
    starts = [hit.start() for hit in re.finditer(r"^", text, re.MULTILINE)]
    first = min(line, len(starts)) - 1
    while first > 0 and text[starts[first] : starts[first] + 1] in " \t\r\n#]}":
        first -= 1
    # In a mapping a `- ` at the margin goes on with the key above it; in a list it is the next item.
    goes_on = _IN_LIST if text[starts[first] : starts[first] + 1] == "-" else _IN_MAPPING
    after = max(first, min(line, len(starts)) - 1) + 1
    while after < len(starts) and goes_on.match(text, starts[after]):
        after += 1
    return starts[first], starts[after] if after < len(starts) else len(text)
