"""Write docs/cli.md from the commands themselves: `python tools/cli_reference.py`.

What a command takes is read from its options, so that the page cannot drift from `--help`; tests/test_reference.py
holds it to that. Only what concerns all commands is written here.
"""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from relmap.cli.app import COMMANDS, program

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
# Every command takes these (--at: those that read; the last two: those that write), before or after its name.
SHARED = {"book", "today", "lang", "at", "help", "commit", "message"}

HEAD = """\
# The command line

<!-- Written by tools/cli_reference.py from the commands' own help. -->

`relmap --help` lists the commands, `relmap COMMAND --help` explains one. This page holds the same texts.

## What holds for every command

**Which book.** `--book DIR`, else the variable `RELMAP_BOOK`, else the folder you are in or the first one above it that
holds a `relmap.yaml`. `--book` may stand before or after the command's name.

**Which account.** `--account` (`-a`) names it by id or name. Without it, the account whose folder you are in; else
`default_account` in `relmap.yaml`; else the only account there is.

**Who is meant.** People are named by id (`malee`), full reference (`siam-grand/malee`), name, nickname, title or role:
`GM`, `ผู้จัดการทั่วไป`, `总经理` and `decision_maker` all find the general manager. Capitals, spaces and honorifics
(คุณ, Mr., 先生) do not matter, and one word of a name is enough. Ids come first, then names, then titles, then roles.
If several people answer, relmap lists them and does nothing; if nobody does, it offers the nearest. A full reference
reaches into another account, and `team/nok` is one of ours.

**Dates** are written `2026-11-22`. A year from 2400 on is taken as Buddhist era: `2569-11-22` is the same day, and is
stored as `2026-11-22`.

**Today.** `--today DATE`, or the variable `RELMAP_TODAY`, puts another day in the place of today. The same book and the
same day give the same answer, to the byte.

**The past.** `--at REV|DATE` answers from the book as git has it: at a commit, a tag, a branch, or a day, which means
the last commit until its end. Nothing is checked out, and the files you have do not matter. There are two clocks:
`--at` says when the book spoke, `--today` for which day its facts are weighed; the second follows the first unless you
set it. `show`, `list`, `path`, `influence`, `gaps`, `portfolio`, `coverage`, `next`, `map`, `atlas`, `history` and
`check` take it; commands that change the book refuse it. See [history.md](history.md).

**Which language.** `--lang en`, `th` or `zh`, else the variable `RELMAP_LANG`, else `language` in `relmap.yaml`, else
that of your system, else English. Answers and maps speak it, and so does `--help` where it says what the choices of an
option mean. JSON and the other formats for machines, and messages about faults, are English always.

**`--dry-run`** on every command that changes the book shows the change as a diff, which `git apply` takes, and writes
nothing.

**`--commit`** on the same commands commits the files that changed, and nothing else, with a message that says what
changed; `-m MESSAGE` gives one of your own. `auto_commit: true` in `relmap.yaml` does so without being told, and
`--no-commit` leaves it out once. See [history.md](history.md#commits).

**`--json`** on every command that reads prints one JSON document. Its keys are in English and stay; `schema` names the
command and the version, such as `relmap.path/1`; people are full references; scores are not rounded. With `--at`, `at`
stands behind it: `commit`, the whole id, and `day`, on which it was made.

- `path`: `schema`, `today`, `account`, `deal`, `target`, `paths` (`rank`, `score`, `weakest`, `steps` of `from`, `to`,
  `kind`, `strength`, `carrier_factor`, `why`, and of our own tie `declared`, what is left of it today, and
  `observed`), `bottlenecks` (`person`, `loss`), `action`, `reachable`, `nearest`, `fewest_steps` (of the shortest path,
  where it is longer than `--max-steps`); `others`, with the same keys for each further holder of a role; `max_steps`,
  `independent`; `what_if`, null without `--what-if`, else `assumed` (`command`, `changes` in words) and `before`, the
  keys from `target` to `others` as things are (null where the book as it is does not tell who or what is meant), while
  the document itself is the answer with all that is assumed
- `influence`: `schema`, `today`, `account`, `deal`, `target`, `people` (`person`, `side`, `stance`, `influence`,
  `path_score`, `score`, `path`, `known_by` of `member` and `strength`, `conflicts`; with `--advanced` also
  `betweenness` and `constraint`), `only_reporting`, `conflicts` (`a`, `b`), and `others`, with the same keys for each
  further holder of a role; with `--advanced` also `betweenness_pivots`, null where it is exact
- `gaps`: `schema`, `today`, `account`, `deal`, `gaps` (`code`, `name`, `severity`, `score`, `about`, `message`,
  `do_next`), `waived` (also `reason`, `until`), `expired_waivers` and `void_waivers` (`code`, `about`, `reason`,
  `until`; void are those of no rule, or about nothing in the book), `coverage` (`value`, `supportive`)
- `portfolio`: `schema`, `today`, `segment`, `owner`, `gap_codes`, `sort`, `reverse`, `accounts` (`account`, `name`,
  `segment`, `owner`, `coverage` of `value` and `supportive`, `decision_makers`, best reached first, of `person`,
  `score` and `path`, null where there is none, `no_decision_maker`, `threads` of `ours` and `theirs`, `last_touch`,
  `open_deals`, `open_amounts` of `currency` and `amount`, `worst_gap`, as an item of `gaps`, or null, `gaps`, which is
  the number of each severity, `roles` of `required`, `filled` and `unnamed`, who are placeholders, `revenue` of
  `amount`, `share`, `cumulated` and `class`, or null), `totals` (`accounts`, `of`, `open_deals`, `open_amounts`,
  `without_decision_maker`, `never_touched`), `revenue` (`year`, `currencies`, `total`, null where the currencies are
  several) or null
- `coverage`: `schema`, `today`, `account`, `deal`, `members`, `people` (`person`, `key_player`, `roles`, `stance`,
  `influence`, `coverage`, `single_thread`, which is the member who has the only one, `last_touch`, `ties` of `member`,
  `strength`, `declared`, `observed`, `level`, `target`, `last_touch`), `unfilled_roles`, `coverage` (`value`,
  `supportive`), `without_member`, null without the option, else `member`, `coverage` (`before`, `after`), `people`
  (`person`, `strength`, `only_thread`, `coverage`, `lost`, `next_best` of `member` and `strength`), and `paths`, one of
  each decision maker (`person`, `before` and `after` of `score` and `nodes`, null where there is none); of all accounts
  it is `relmap.hand-over/1`: `schema`, `today`, `member`, `accounts` (`account`, `name`, `coverage`, `people` and
  `paths` as before, `owns_account`, `deals`, the open ones they own, `promises` of `people`, `what`, `since` and
  `due_on`) and `of`, the number of all accounts
- `next`: `schema`, `today`, `days`, `account`, `for`, `items` (`person`, null where it is nobody in particular,
  `account`, `about`, `member`, `others`, `due_on`, `overdue_days`, `reasons` of `kind`, which is reminder, cadence or
  gap, `code`, `text`, `since`, `due_on`, `do`; `do`, the first thing to do, `command`, `channels` of `kind` and `text`,
  the best first, `last_touch` of `on`, `channel`, `member`)
- `check`: `schema`, `problems` (`severity`, `code`, `file`, `line`, `column`, `message`, `mend`)
- `list`: `schema`, `kind`, `deal`, `items`, each with `type`, `ref` and every field of its file; with `--deal`, people
  have the roles, stance and influence of the deal
- `show`: `schema`, `records`, each as an item of `list`, with `mentions`, `people`, `deals`, `touches`; a deal also has
  `buying_committee` (`person`, null where nobody holds a required role; `roles`, `stance`, `influence`, `coverage`,
  `path` of `score` and `nodes`, or null; `note`), `outside` (each required `role` that only `people` outside the
  committee hold) and `coverage` (`value`, `supportive`); with `--deal`, a person has `deal`, and under `own` the roles,
  stance and influence that they have outside it

`weakest` counts the steps from 0. Where there is no path, `paths` is empty.

**On a terminal** tables have lines and colours, in a pipe they are plain text. `NO_COLOR` turns colours off. What you
typed is never taken as markup, and control characters are shown as escapes such as `\\x1b`. Messages go to stderr,
answers to stdout.

**Exit status**

| status | meaning |
|---|---|
| 0 | done |
| 1 | the answer is no, problems were found, or a known error: one line `error: ...` with what, where and the mend |
| 2 | the command line is wrong |
| 3 | a bug in relmap, with a report to copy |
| 130 | interrupted with Ctrl-C |

**Completion.** `relmap --install-completion` teaches your shell (bash, zsh, fish, PowerShell) to complete commands,
options, and from your book ids, names, roles and fields, in any script; `relmap --show-completion` prints the script
instead. Open a new shell afterwards.
"""


def page() -> str:
    """The whole of docs/cli.md."""
    group = program()
    context = group.make_context("relmap", [], resilient_parsing=True)
    sections = [HEAD, _contents()]
    for name, entry in COMMANDS.items():
        module = import_module(f"relmap.cli.{entry.module}")
        sections.append("\n".join(_section(group.get_command(context, name), name, module)))
    return "\n".join(sections)


def _contents() -> str:
    rows = (f"| [`{name}`](#relmap-{name}) | {entry.summary} |" for name, entry in COMMANDS.items())
    return "\n".join(["## The commands", "", "| command | what it does |", "|---|---|", *rows, ""])


def _section(command: Any, name: str, module: ModuleType) -> Iterator[str]:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and one.name not in SHARED]
    needed = [f"{_long(one)} {_value(one)}" for one in options if one.required]
    yield f"## relmap {name}\n"
    yield f"{inspect.cleandoc(command.help)}\n"
    yield "```"
    yield " ".join([f"relmap {name}", *(one.metavar for one in arguments), *needed, "[OPTIONS]"])
    yield "```\n"
    if arguments or options:
        yield "| | |\n|---|---|"
        yield from (f"| `{_cell(one.metavar)}` | {_cell(one.help)} |" for one in arguments)
        yield from (f"| {_names(one)} | {_cell(one.help)}{_default(one)} |" for one in options)
        yield ""
    yield "```sh"
    yield module.EXAMPLES.strip()
    yield "```\n"


def _names(option: Any) -> str:
    value = _value(option)
    names = [*sorted(option.opts, key=len), *option.secondary_opts]
    return ", ".join(f"`{_cell(name)}{f' {_cell(value)}' if value and name == names[-1] else ''}`" for name in names)


def _long(option: Any) -> str:
    return str(max(option.opts, key=len))


def _value(option: Any) -> str:
    """What stands for an option's value; "" for one that takes none."""
    if option.is_flag:
        return ""
    return option.metavar or {"integer range": "N", "path": "FILE"}.get(option.type.name, "TEXT")


def _default(option: Any) -> str:
    if option.required:
        return " Always needed."
    return f" [default: {option.default}]" if isinstance(option.default, str | int) and not option.is_flag else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
