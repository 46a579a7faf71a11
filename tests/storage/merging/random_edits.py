"""What one person does to the hotel's book in a week, drawn at random: through relmap, and by hand in an editor."""

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from tests.cli.runner import Runner

PEOPLE = ("anucha", "finance-director", "kanya", "malee", "prasert", "somchai", "wichai")
OTHERS = ("nok", "pim", "ceramic-plates", "new-year-tableware")
ROLES = ("gatekeeper", "user", "influencer", "evaluator", "coach", "adviser", "purchaser", "approver")
KINDS = ("influences", "advises", "refers", "friend", "former_colleague")
WORDS = ("samples", "จานตัวอย่าง", "价格", "no answer yet", "ok: later", "likes #2", 'the "blue" one', "10:30", "No")
# A text in quotes, or a `#` that begins a comment.
_QUOTED_OR_COMMENT = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|((?:^|(?<=\s))#.*)""", re.MULTILINE)


def comments_of(text: str) -> list[str]:
    """What stands behind every `#` that begins a comment."""
    return [hit[2].strip("# ") for hit in _QUOTED_OR_COMMENT.finditer(text) if hit[2]]


class Editor:
    """One of two people at work on `subjects`, people of the hotel.

    `name` keeps what they invent apart, `rng` decides everything.
    """

    def __init__(self, relmap: Runner, rng: random.Random, name: str, subjects: Sequence[str]) -> None:
        self._subjects = subjects
        self._relmap = relmap
        self._rng = rng
        self._name = name
        self._invented = 0
        self.member = rng.choice(("nok", "pim")) if rng.random() < 0.3 else {"a": "nok", "b": "pim"}[name]

    def edit(self) -> None:
        """One edit; one that the book does not allow just now is nothing."""
        kinds = [(self._set, 5), (self._list, 3), (self._link, 3), (self._know, 2), (self._touch, 5), (self._deal, 2)]
        kinds += [(self._add, 2), (self._remove, 1), (self._account, 2), (self._member, 1), (self._waive, 1)]
        by_hand = [(self._comment_above, 3), (self._comment_behind, 2), (self._comment_gone, 1), (self._reword, 2)]
        by_hand += [
            (self._blank_line, 1),
            (self._quoted, 1),
            (self._struck_out, 1),
            (self._lines, 1),
            (self._rename, 1),
            (self._second, 2),
            (self._identify, 1),
        ]
        self._one_of([*kinds, *by_hand])()

    def _one_of(self, weighted: list[tuple[Callable[[], None], int]]) -> Callable[[], None]:
        return self._rng.choices([one for one, _ in weighted], [weight for _, weight in weighted])[0]

    def _fresh(self) -> str:
        self._invented += 1
        return f"{self._rng.choice(WORDS)} {self._name}{self._invented}"

    def _run(self, *arguments: str) -> None:
        self._relmap(*arguments)

    def _person(self) -> str:
        return self._rng.choice(self._subjects)

    def _set(self) -> None:
        values = {
            "stance": str(self._rng.randint(-2, 2)),
            "influence": str(self._rng.randint(0, 4)),
            "title": self._fresh(),
            "department": self._fresh(),
            "temperament": self._fresh(),
            "notes": f"{self._fresh()}\n{self._fresh()}",
            "source": self._fresh(),
            "verified_on": f"2026-11-{self._rng.randint(10, 22)}",
            "reports_to": "anucha",
            "names.en": self._fresh(),
            "phone": f"02{self._rng.randint(0, 9)}",
        }
        field = self._rng.choice(list(values))
        rest = ["--unset"] if self._rng.random() < 0.15 else [values[field]]
        self._run("set", self._person(), field, *rest)

    def _list(self) -> None:
        if self._rng.random() < 0.5:
            self._run("set", self._person(), "roles", self._rng.choice(ROLES), self._rng.choice(("--add", "--drop")))
        else:
            self._run("set", self._person(), self._rng.choice(("needs", "aliases", "concerns")), self._fresh(), "--add")

    def _link(self) -> None:
        one = self._person()
        two = self._rng.choice([person for person in PEOPLE if person != one])
        self._run("link", one, two, "--kind", self._rng.choice(KINDS), "--level", str(self._rng.randint(1, 4)))

    def _know(self) -> None:
        member = self._rng.choice(("nok", "pim"))
        self._run("know", member, self._person(), "--level", str(self._rng.randint(1, 4)))

    def _touch(self) -> None:
        day = f"2026-11-{self._rng.randint(19, 22)}"
        rest = ["--note", self._fresh()] if self._rng.random() < 0.7 else []
        channel = self._rng.choice(("visit", "call", "chat"))
        about = (["--deal", "ceramic-plates"], ["--campaign", "new-year-tableware"], ["--together", "pim"], [])
        rest += self._rng.choice(about)
        self._run("touch", self._person(), "--by", self.member, "--channel", channel, "--on", day, *rest)

    def _deal(self) -> None:
        fields = {
            "stage": self._rng.choice(("proposal", "negotiation", "won")),
            "amount": str(self._rng.randint(1, 9) * 100_000),
            "goal": self._fresh(),
            f"committee.{self._person()}.stance": str(self._rng.randint(-2, 2)),
            f"committee.{self._person()}.note": self._fresh(),
        }
        field = self._rng.choice(list(fields))
        self._run("set", "ceramic-plates", field, fields[field])

    def _add(self) -> None:
        if self._rng.random() < 0.15:
            self._run("add-contact", self._rng.choice(("Anong", "Suda")), "--title", self._fresh())
        else:
            self._run("add-contact", f"New {self._fresh()}", "--id", f"new-{self._name}{self._invented}")

    def _remove(self) -> None:
        """As an editor would: whoever names the person is left alone."""
        if self._rng.random() < 0.3:
            (self._people / f"{self._person()}.yaml").unlink(missing_ok=True)
        elif self._rng.random() < 0.3:
            name = self._rng.choice(OTHERS)
            for file in sorted(self._relmap.folder.rglob(f"{name}.yaml")):
                file.unlink()
        else:
            self._run("remove", self._person(), "--left")

    def _account(self) -> None:
        fields = {"employees": str(self._rng.randint(100, 999)), "goal": self._fresh(), "segment": "repeat"}
        fields |= {"referred_by": f"siam-grand/{self._person()}"}
        fields |= {"revenue.2026.amount": str(self._rng.randint(1, 9) * 10_000), "website": "https://b.example"}
        field = self._rng.choice(list(fields))
        self._run("set", "siam-grand", field, fields[field])

    def _member(self) -> None:
        self._run("set", f"team/{self._rng.choice(('nok', 'pim'))}", "title", self._fresh())

    def _waive(self) -> None:
        about, until = self._person(), f"2027-0{self._rng.randint(1, 9)}-01"
        self._run("waive", "G104", about, "--until", until, "--reason", self._fresh())

    def _rename(self) -> None:
        if self._rng.random() < 0.5:
            one = self._rng.choice((self._person(), self._person(), *OTHERS[1:3]))
            self._run("rename", one, f"{one}-{self._name}")

    def _identify(self) -> None:
        """The placeholder gets a name, and with it an id."""
        self._run("set", "finance-director", "name", f"Kamol {self._fresh()}")
        self._run("rename", "finance-director", f"finance-director-{self._name}")

    @property
    def _people(self) -> Path:
        return self._relmap.folder / "accounts" / "siam-grand" / "people"

    def _by_hand(self, change: Callable[[list[str]], None]) -> None:
        """Change the lines of a file; what can no longer be read is put back as it was."""
        files = [file for file in sorted(self._relmap.folder.rglob("*.yaml")) if self._concerns(file)]
        file = self._rng.choice(files)
        before = file.read_text(encoding="utf-8")
        lines = before.splitlines(keepends=True)
        change(lines)
        after = "".join(lines)
        try:
            same = yaml.load(before, yaml.BaseLoader) == yaml.load(after, yaml.BaseLoader)
        except yaml.YAMLError:
            return
        if same or change in (self._reworded, self._strike, self._double):
            file.write_text(after, encoding="utf-8")

    def _concerns(self, file: Path) -> bool:
        return file.parent.name != "people" or file.stem in self._subjects

    def _mark(self) -> str:
        self._invented += 1
        return f"c{self._rng.randint(0, 10**9)}n"

    def _comment_above(self) -> None:
        self._by_hand(self._insert_comment)

    def _insert_comment(self, lines: list[str]) -> None:
        at = self._rng.randint(0, len(lines))
        near = lines[min(at, len(lines) - 1)]
        indent = near[: len(near) - len(near.lstrip(" "))]
        lines.insert(at, f"{indent}# {self._fresh()} {self._mark()}\n")

    def _comment_behind(self) -> None:
        self._by_hand(self._append_comment)

    def _append_comment(self, lines: list[str]) -> None:
        at = self._rng.randrange(len(lines))
        lines[at] = f"{lines[at].rstrip()}  # {self._mark()}\n"

    def _comment_gone(self) -> None:
        self._by_hand(self._delete_comment)

    def _delete_comment(self, lines: list[str]) -> None:
        places = [at for at, line in enumerate(lines) if line.lstrip().startswith("#")]
        if places:
            del lines[self._rng.choice(places)]

    def _blank_line(self) -> None:
        self._by_hand(lambda lines: lines.insert(self._rng.randint(0, len(lines)), "\n"))

    def _quoted(self) -> None:
        self._by_hand(self._quote)

    def _quote(self, lines: list[str]) -> None:
        at = self._rng.randrange(len(lines))
        lines[at] = re.sub(r"^( *\w+: )(\w[^\n#:]*)$", r"\1'\2'", lines[at])

    def _lines(self) -> None:
        self._by_hand(self._in_lines)

    def _in_lines(self, lines: list[str]) -> None:
        """A list on one line becomes one item a line."""
        places = [at for at, line in enumerate(lines) if re.fullmatch(r"\w+: \[\w[\w, ]*\]\n", line)]
        if places:
            at = self._rng.choice(places)
            key, _, items = lines[at].rstrip("]\n").partition(": [")
            lines[at : at + 1] = [f"{key}:\n", *(f"  - {item}\n" for item in items.split(", "))]

    def _reword(self) -> None:
        self._by_hand(self._reworded)

    def _reworded(self, lines: list[str]) -> None:
        """Another level, feeling or note in a line that is there."""
        at = self._rng.randrange(len(lines))
        value = str(self._rng.randint(1, 4))
        lines[at] = re.sub(r"(level: |target: )\d", rf"\g<1>{value}", lines[at])
        lines[at] = re.sub(
            r'(note: )"[^"]*"', lambda hit: f'{hit[1]}"{self._rng.choice(WORDS[:4])} {value}"', lines[at]
        )

    def _struck_out(self) -> None:
        self._by_hand(self._strike)

    def _strike(self, lines: list[str]) -> None:
        places = [at for at, line in enumerate(lines) if re.match(r" *- \{(to|member|person|on): ", line)]
        if places:
            del lines[self._rng.choice(places)]

    def _second(self) -> None:
        self._by_hand(self._double)

    def _double(self, lines: list[str]) -> None:
        """A second item beside one that is told apart by the same, such as an old and a new link to one person."""
        places = [at for at, line in enumerate(lines) if re.match(r" *- \{(to|member|person): ", line)]
        if places:
            at = self._rng.choice(places)
            same = re.match(r" *- \{(to: [^,}]+, kind: [^,}]+|member: [^,}]+|person: [^,}]+)", lines[at])
            if same:
                keys = ("level", "since", "note") if "to: " in same[0] else ("level", "note")
                values = {
                    "level": self._rng.randint(1, 4),
                    "since": "2025-01-01",
                    "note": self._fresh().replace(":", ""),
                }
                told = [f"{'stance' if 'person' in same[0] and key == 'level' else key}: {values[key]}" for key in keys]
                lines.insert(at + self._rng.randint(0, 1), ", ".join([same[0], *told]).replace('"', "") + "}\n")
