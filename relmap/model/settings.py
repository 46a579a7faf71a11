"""relmap.yaml as a value: every constant of docs/method.md, with its default.

A file that sets one entry of a table (say `strength: {carriers: {neutral: .8}}`) changes that entry only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

FORMAT = "1"
"""The number of the book's format."""

LEVELS = {"1": 0.20, "2": 0.45, "3": 0.70, "4": 0.90}
CARRIERS = {
    "advocate": 1.0,
    "supporter": 0.9,
    "neutral": 0.7,
    "unknown": 0.6,
    "non_supporter": 0.35,
    "opponent": 0.1,
}
TOUCH_WEIGHTS = {"visit": 3.0, "meeting": 3.0, "call": 2.0, "video": 2.0, "event": 2.0}
ROLE_WEIGHTS = {
    "decision_maker": 1.0,
    "approver": 0.9,
    "sponsor": 0.8,
    "champion": 0.8,
    "influencer": 0.6,
    "evaluator": 0.6,
    "blocker": 0.6,
    "coach": 0.5,
    "purchaser": 0.5,
    "adviser": 0.5,
    "gatekeeper": 0.4,
    "user": 0.4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """How often to be in touch, in days; None means that no cadence applies (campaigns only)."""

    ideal_days: int | None = None
    max_days: int | None = None


CADENCES = {
    "fan": Cadence(ideal_days=14, max_days=30),
    "opinion_leader": Cadence(ideal_days=14, max_days=30),
    "new": Cadence(ideal_days=14, max_days=30),
    "regular": Cadence(ideal_days=30, max_days=60),
    "repeat": Cadence(ideal_days=60, max_days=90),
    "occasional": Cadence(ideal_days=120, max_days=180),
    "dormant": Cadence(ideal_days=180, max_days=365),
    "bargain": Cadence(),
}
NO_SEGMENT_CADENCE = Cadence(ideal_days=30, max_days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """The constants of docs/method.md: strengths and factors 0-1, touch weights in points, ages in days."""

    levels: Mapping[str, float] = field(default_factory=dict)
    carriers: Mapping[str, float] = field(default_factory=dict)
    reporting_up: float = 0.45
    reporting_down: float = 0.70
    touch_weights: Mapping[str, float] = field(default_factory=dict)
    touch_scale: float = 6.0
    touch_half_life_days: int = 90
    other_touch_weight: float = 1.0
    one_way_factor: float = 0.25
    fade_floor: float = 0.25
    disagreement: float = 0.3
    thread: float = 0.30
    weak_path: float = 0.10
    mood_days: int = 90
    stale_days: int = 180
    role_weights: Mapping[str, float] = field(default_factory=dict)
    other_role_weight: float = 0.4
    default_influence: int = 2

    def of_level(self, level: int) -> float:
        return self.levels.get(str(level), LEVELS[str(level)])

    def of_carrier(self, stance_name: str) -> float:
        return self.carriers.get(stance_name, CARRIERS[stance_name])

    def of_touch(self, channel: str) -> float:
        return self.touch_weights.get(channel, TOUCH_WEIGHTS.get(channel, self.other_touch_weight))

    def of_role(self, role: str) -> float:
        return self.role_weights.get(role, ROLE_WEIGHTS.get(role, self.other_role_weight))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A gap that somebody accepted: until a day, for a reason. Without any of its parts it accepts nothing."""

    code: str
    about: str = ""
    reason: str = ""
    until: date | None = None

    def holds(self, day: date) -> bool:
        return bool(self.about and self.reason and self.until) and not self.has_run_out(day)

    def has_run_out(self, day: date) -> bool:
        return self.until is not None and self.until < day


NEVER = "never"
"""The severity that no gap has, as what fails a script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSettings:
    """Which gaps are reported (`select`, `ignore`: codes or their beginnings), fail a script, are accepted for a time.

    `min_severity` and `fail_on` are a severity, or "" for none; `fail_on` may be NEVER, too.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str = ""
    fail_on: str = ""
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """The labels of one word, per language."""

    en: str = ""
    th: str = ""
    zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Roles, link kinds and channels of the user's own, and labels for any word."""

    roles: tuple[str, ...] = ()
    link_kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    labels: Mapping[str, Word] = field(default_factory=dict)

    def called(self, language: str) -> Mapping[str, str]:
        """The labels of words in a language, else in English; words without either are left out."""
        found = ((word, getattr(label, language, "") or label.en) for word, label in self.labels.items())
        return {word: text for word, text in found if text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The book's own settings. `format` is 1, the only format there is; without `language` the reader's decides."""

    TYPE: ClassVar[str] = "settings"
    format: str = FORMAT
    name: str = ""
    language: str = ""
    calendar: str = "gregorian"
    default_account: str = ""
    auto_commit: bool = False
    required_roles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    cadence: Mapping[str, Cadence] = field(default_factory=dict)
    strength: Strength = field(default_factory=Strength)
    gaps: GapSettings = field(default_factory=GapSettings)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    @property
    def ref(self) -> str:
        return "book"

    def cadence_of(self, segment: str) -> Cadence:
        """The cadence of a segment; what relmap.yaml leaves out keeps its default."""
        default = CADENCES.get(segment, NO_SEGMENT_CADENCE)
        own = self.cadence.get(segment)
        if own is None:
            return default
        return Cadence(ideal_days=own.ideal_days or default.ideal_days, max_days=own.max_days or default.max_days)
