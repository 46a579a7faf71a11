"""The constants of docs/method.md as a book has them, for `--explain`."""

from collections.abc import Iterator

from relmap.analysis.wording import written
from relmap.model.saying import _, in_order, in_words
from relmap.model.settings import CADENCES, CARRIERS, LEVELS, ROLE_WEIGHTS, TOUCH_WEIGHTS, Cadence, Settings, Strength


def constant_lines(settings: Settings) -> Iterator[str]:
    """Every constant that a score may come from, a line each group."""
    strength = settings.strength
    yield _("Constants (docs/method.md; relmap.yaml may change them under `strength` and `cadence`)")
    for line in (*_of_ties(strength), *_of_touches(strength), *_of_people(strength)):
        yield f"  {line}"
    cadences = {**{segment: settings.cadence_of(segment) for segment in CADENCES}, "none": settings.cadence_of("")}
    days = in_order(f"{in_words('segment', segment)} {_days(cadence)}" for segment, cadence in cadences.items())
    yield "  " + _("cadence by segment, ideal/max days: {segments}").format(segments=days)


def _of_ties(strength: Strength) -> Iterator[str]:
    levels = {level: strength.of_level(int(level)) for level in LEVELS}
    yield _("levels: {numbers}").format(numbers=_listed("level", levels))
    carriers = {name: strength.of_carrier(name) for name in CARRIERS}
    yield _("carriers by stance: {numbers}").format(numbers=_listed("stance", carriers))
    yield _("reporting lines: up {up}, down {down}").format(
        up=written(strength.reporting_up), down=written(strength.reporting_down)
    )


def _of_touches(strength: Strength) -> Iterator[str]:
    weights = _listed("channel", {**TOUCH_WEIGHTS, **strength.touch_weights})
    others = written(strength.other_touch_weight)
    yield _("touch weights: {numbers}, others {others}").format(numbers=weights, others=others)
    yield _("touches: half-life {days} days, scale {scale}, one-way x {factor}").format(
        days=strength.touch_half_life_days,
        scale=written(strength.touch_scale),
        factor=written(strength.one_way_factor),
    )
    yield _(
        "ties: fading keeps at least {floor}; a thread from {thread}; declared and observed differ above "
        "{disagreement}; a path is weak below {weak}"
    ).format(
        floor=written(strength.fade_floor),
        thread=written(strength.thread),
        disagreement=written(strength.disagreement),
        weak=written(strength.weak_path),
    )


def _of_people(strength: Strength) -> Iterator[str]:
    yield _("days: feelings compared over {mood}, facts stale after {stale}").format(
        mood=strength.mood_days, stale=strength.stale_days
    )
    roles = {role: strength.of_role(role) for role in {**ROLE_WEIGHTS, **strength.role_weights}}
    others = written(strength.other_role_weight)
    yield _("role weights: {numbers}, others {others}").format(numbers=_listed("role", roles), others=others)
    yield _("influence where nobody has said: {influence}").format(influence=strength.default_influence)


def _listed(context: str, numbers: dict[str, float]) -> str:
    return in_order(f"{in_words(context, name)} {written(number)}" for name, number in numbers.items())


def _days(cadence: Cadence) -> str:
    return _("campaigns only") if cadence.max_days is None else f"{cadence.ideal_days}/{cadence.max_days}"
