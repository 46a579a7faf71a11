"""What changed, as Markdown for a pull request: a part that folds for each account.

Whatever the book says is text: no Markdown, HTML or mention in it is interpreted where it is shown.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from relmap.model.saying import _, ngettext
from relmap.model.text import visible
from relmap.usecases.diff import DiffResult
from relmap.usecases.diff_outcomes import Outcome, outcomes
from relmap.usecases.diff_words import Told, account_name, state_in_words, told, unread_in_words

_SIGNS = re.compile(r"([\\`*_{}\[\]|~^])")
# Hosting services make links of @name, #1, !1, $1, %1, &1 and GH-1, of addresses and :smile:, also where a backslash
# stands before; a space without width, which nobody sees, parts them.
_LINKING = re.compile(r"(@|#|!|\$|%|&amp;|&\#x27;|:|(?<=www)\.|(?<=GH)-)(?=[\w/:])", re.IGNORECASE)
_BEGINNING = re.compile(r"^(\d+)([.)])|^([-+=#>])")
_NO_WIDTH = "&#8203;"


def diff_markdown(result: DiffResult) -> str:
    """The whole answer; ends with a line break."""
    heading = _("What changes in the book")
    lines = [f"### {inert(heading)}", "", inert(_between(result)), ""]
    lines += [f"- ⚠️ {inert(line)}" for line in unread_in_words(result)]
    lines += [_told(line) for line in told(result, "")]
    for account in result.accounts:
        lines += ["", *_account(result, account)]
    if not result.is_any:
        lines.append(inert(_("Nothing changes but how things are written.")))
    return "\n".join(lines).rstrip("\n") + "\n"


def inert(text: str) -> str:
    """`text` as Markdown that shows just that."""
    escaped = _LINKING.sub(lambda found: found[0] + _NO_WIDTH, escape(visible(text), quote=False))
    return _BEGINNING.sub(r"\1\\\2\3", _SIGNS.sub(r"\\\1", escaped).strip())


def _between(result: DiffResult) -> str:
    return _("From {before} to {after}").format(
        before=state_in_words(result.before), after=state_in_words(result.after)
    )


def _account(result: DiffResult, account: str) -> Iterator[str]:
    lines = told(result, account)
    changes = ngettext("{n} change", "{n} changes", len(lines)).format(n=len(lines))
    # Inside a line of HTML no Markdown is read, so that nothing in it needs a backslash.
    yield f"<details open><summary><b>{_html(account_name(result, account))}</b>: {_html(changes)}</summary>"
    yield ""
    yield from map(_told, lines)
    for deal, found in outcomes(result, account):
        yield from _outcomes(deal, found)
    yield ""
    yield "</details>"


def _outcomes(deal: str, found: Iterable[Outcome]) -> Iterator[str]:
    said = _("What it means for the deal {deal}:").format(deal=deal) if deal else _("What it means:")
    yield ""
    yield f"**{inert(said)}**"
    yield ""
    yield from map(_outcome, found)


def _told(line: Told) -> str:
    subject = f"- {_SIGN_WORDS[line.sign]} **{inert(line.subject)}**"
    if len(line.texts) == 1:
        return f"{subject}: {inert(line.texts[0])}"
    return "\n".join([subject, *(f"  - {inert(text)}" for text in line.texts)])


def _outcome(line: Outcome) -> str:
    mark = {"good": "✅ ", "bad": "⚠️ "}.get(line.style, "")
    return f"- {mark}{inert(line.text)}"


def _html(text: str) -> str:
    return _LINKING.sub(lambda found: found[0] + _NO_WIDTH, escape(visible(text), quote=False))


_SIGN_WORDS = {"+": "➕", "-": "➖", "~": "✏️"}
