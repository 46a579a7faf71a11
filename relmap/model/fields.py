"""The fields of every kind of file, in the order in which a new file has them: the format of docs/format.md."""

from relmap.model import kinds
from relmap.model import vocabulary as words
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar, choice, whole
from relmap.model.records import (
    CampaignResult,
    Champion,
    KnownBy,
    Link,
    Money,
    Reminder,
    Seat,
)
from relmap.model.settings import NEVER, Cadence, GapSettings, Strength, Vocabulary, Waiver, Word

ROLE = choice(*words.ROLES, synonyms=words.ROLE_SYNONYMS, own=True)
ROLES = Listed(item=ROLE)
LEVEL = whole(1, 4, words.LEVEL_NAMES)
INFLUENCE = whole(0, 4, words.INFLUENCE_NAMES)
FEELING = whole(-2, 2, {-2: "very bad", -1: "bad", 0: "neutral", 1: "good", 2: "very good"})
LINK_KIND = choice(*words.LINK_KINDS, own=True)
CHANNEL = choice(*words.TOUCH_CHANNELS, own=True)
LANGUAGE = choice(*words.LANGUAGES)
SEGMENT = choice(*words.SEGMENTS)
STATUS = choice(*words.STATUSES)
SEVERITY = choice(*words.SEVERITIES)
FAIL_ON = choice(*words.SEVERITIES, NEVER)
OWN_WORDS = Listed(item=kinds.OWN_WORD)
LABELS = Mapped(key=kinds.TEXT, value=kinds.TEXT)
CHANNELS = Mapped(key=kinds.TEXT, value=kinds.TEXTS)


def _fields(**named: Kind) -> tuple[Field, ...]:
    return tuple(Field(name=name, kind=kind) for name, kind in named.items())


def _filled(**named: Kind) -> tuple[Field, ...]:
    return tuple(Field(name=name, kind=kind, filled=True) for name, kind in named.items())


def _required(**named: Kind) -> tuple[Field, ...]:
    return tuple(Field(name=name, kind=kind, required=True) for name, kind in named.items())


LINK = Nested(
    record=Link,
    fields=_required(to=kinds.PERSON, kind=LINK_KIND)
    + _fields(
        level=LEVEL,
        strength=kinds.RATIO,
        since=kinds.DATE,
        until=kinds.DATE,
        verified_on=kinds.DATE,
        source=kinds.TEXT,
        note=kinds.TEXT,
    ),
)
KNOWN_BY = Nested(
    record=KnownBy,
    fields=_required(member=kinds.MEMBER)
    + _fields(level=LEVEL, strength=kinds.RATIO, target=LEVEL, assessed_on=kinds.DATE, note=kinds.TEXT),
)
CHAMPION = Nested(
    record=Champion,
    fields=_fields(has_power=kinds.TRUTH, sells_for_us=kinds.TRUTH, own_win=kinds.TRUTH),
)

PERSON = _required(name=kinds.TEXT) + _fields(
    aliases=kinds.TEXTS,
    names=LABELS,
    title=kinds.TEXT,
    department=kinds.TEXT,
    seniority=choice(*words.SENIORITIES),
    reports_to=kinds.PERSON,
    roles=ROLES,
    champion=CHAMPION,
    influence=INFLUENCE,
    stance=kinds.STANCE,
    status=STATUS,
    needs=kinds.TEXTS,
    concerns=kinds.TEXTS,
    temperament=kinds.TEXT,
    channels=CHANNELS,
    links=Listed(item=LINK, identity=("to", "kind")),
    known_by=Listed(item=KNOWN_BY, identity=("member",)),
    verified_on=kinds.DATE,
    source=kinds.TEXT,
    notes=kinds.TEXT,
)

MEMBER = _required(name=kinds.TEXT) + _fields(
    aliases=kinds.TEXTS,
    names=LABELS,
    title=kinds.TEXT,
    department=kinds.TEXT,
    status=STATUS,
    channels=CHANNELS,
    notes=kinds.TEXT,
)

MONEY = Nested(record=Money, fields=_required(amount=kinds.NUMBER) + _fields(currency=kinds.TEXT))

ACCOUNT = _required(name=kinds.TEXT) + _fields(
    aliases=kinds.TEXTS,
    names=LABELS,
    industry=kinds.TEXT,
    employees=kinds.NUMBER,
    website=kinds.TEXT,
    departments=kinds.TEXTS,
    segment=SEGMENT,
    revenue=Mapped(key=kinds.YEAR, value=MONEY),
    strategy=choice(*words.STRATEGIES),
    bond=whole(1, 3, words.BOND_NAMES),
    owner=kinds.MEMBER,
    parent=kinds.ACCOUNT,
    referred_by=kinds.TEXT_OR_REFERENCE,
    goal=kinds.TEXT,
    notes=kinds.TEXT,
)

SEAT = Nested(
    record=Seat,
    fields=_required(person=kinds.PERSON)
    + _fields(roles=ROLES, stance=kinds.STANCE, influence=INFLUENCE, note=kinds.TEXT),
)

DEAL = _required(name=kinds.TEXT) + _fields(
    stage=kinds.TEXT,
    amount=kinds.NUMBER,
    currency=kinds.TEXT,
    close_on=kinds.DATE,
    owner=kinds.MEMBER,
    goal=kinds.TEXT,
    required_roles=ROLES,
    committee=Listed(item=SEAT, identity=("person",)),
    notes=kinds.TEXT,
)

REMINDER = Nested(record=Reminder, fields=_required(on=kinds.DATE) + _fields(what=kinds.TEXT))

TOUCH = (
    Field(name="on", kind=kinds.DATE, required=True),
    Field(name="with", kind=Listed(item=kinds.PERSON), required=True, attribute="people"),
    Field(name="channel", kind=CHANNEL, required=True),
    *_fields(
        two_way=kinds.TRUTH,
        feeling=FEELING,
        note=kinds.TEXT,
        deal=kinds.TEXT,
        campaign=kinds.TEXT,
        together=Listed(item=kinds.MEMBER),
        next=REMINDER,
    ),
)

CAMPAIGN = _required(name=kinds.TEXT) + _fields(
    starts_on=kinds.DATE,
    ends_on=kinds.DATE,
    channel=CHANNEL,
    target=kinds.TEXT,
    owner=kinds.MEMBER,
    people=Listed(item=kinds.PERSON),
    results=Listed(
        item=Nested(
            record=CampaignResult,
            fields=_required(person=kinds.PERSON)
            + _fields(channel=CHANNEL, result=kinds.TEXT, satisfaction=FEELING, revenue=kinds.NUMBER),
        ),
        identity=("person",),
    ),
    notes=kinds.TEXT,
)


def _table(keys: Scalar, values: Scalar) -> Mapped:
    return Mapped(key=keys, value=values)


STRENGTH = Nested(
    record=Strength,
    fields=_fields(
        levels=_table(choice("1", "2", "3", "4"), kinds.RATIO),
        carriers=_table(
            choice("advocate", "supporter", "neutral", "unknown", "non_supporter", "opponent"),
            kinds.RATIO,
        ),
        reporting_up=kinds.RATIO,
        reporting_down=kinds.RATIO,
        touch_weights=_table(CHANNEL, kinds.POINTS),
        touch_scale=kinds.ABOVE_ZERO,
        touch_half_life_days=kinds.DAYS,
        other_touch_weight=kinds.POINTS,
        one_way_factor=kinds.RATIO,
        fade_floor=kinds.RATIO,
        disagreement=kinds.RATIO,
        thread=kinds.RATIO,
        weak_path=kinds.RATIO,
        mood_days=kinds.DAYS,
        stale_days=kinds.DAYS,
        role_weights=_table(ROLE, kinds.RATIO),
        other_role_weight=kinds.RATIO,
        default_influence=INFLUENCE,
    ),
)

SETTINGS = (
    Field(name="relmap", kind=kinds.BOOK_FORMAT, required=True, attribute="format"),
    *_fields(
        name=kinds.TEXT,
        language=LANGUAGE,
        calendar=choice(*words.CALENDARS),
        default_account=kinds.ACCOUNT,
        auto_commit=kinds.TRUTH,
        required_roles=ROLES,
        departments=kinds.TEXTS,
        cadence=Mapped(
            key=choice(*words.SEGMENTS),
            value=Nested(record=Cadence, fields=_fields(ideal_days=kinds.DAYS, max_days=kinds.DAYS)),
        ),
        strength=STRENGTH,
        gaps=Nested(
            record=GapSettings,
            fields=_fields(
                select=kinds.TEXTS,
                ignore=kinds.TEXTS,
            )
            # An empty one would switch off in silence what shall stop a script.
            + _filled(min_severity=SEVERITY, fail_on=FAIL_ON)
            + _fields(
                waivers=Listed(
                    item=Nested(
                        record=Waiver,
                        fields=_required(
                            code=kinds.TEXT, about=kinds.TEXT_OR_REFERENCE, reason=kinds.TEXT, until=kinds.DATE
                        ),
                    ),
                    identity=("code", "about"),
                ),
            ),
        ),
        vocabulary=Nested(
            record=Vocabulary,
            fields=_fields(
                roles=OWN_WORDS,
                link_kinds=OWN_WORDS,
                channels=OWN_WORDS,
                labels=Mapped(
                    key=kinds.OWN_WORD,
                    value=Nested(record=Word, fields=_fields(en=kinds.TEXT, th=kinds.TEXT, zh=kinds.TEXT)),
                ),
            ),
        ),
    ),
)

FIELDS: dict[str, tuple[Field, ...]] = {
    "settings": SETTINGS,
    "member": MEMBER,
    "account": ACCOUNT,
    "person": PERSON,
    "deal": DEAL,
    "touch": TOUCH,
    "campaign": CAMPAIGN,
}
"""The fields of each `Record.TYPE`."""


def allowed_words(own: Vocabulary) -> dict[Kind, frozenset[str]]:
    """The words that each open list may hold in a book: the standard ones and the book's own."""
    return {
        ROLE: frozenset((*words.ROLES, *own.roles)),
        LINK_KIND: frozenset((*words.LINK_KINDS, *own.link_kinds)),
        CHANNEL: frozenset((*words.TOUCH_CHANNELS, *own.channels)),
    }


VOCABULARY_KEYS: dict[Kind, str] = {ROLE: "roles", LINK_KIND: "link_kinds", CHANNEL: "channels"}
"""Where relmap.yaml's `vocabulary` lists the book's own words for each open list."""
