"""The constants of docs/method.md as a book has them, for `--explain`."""

from collections.abc import Iterator

from relmap.analysis.wording import written
from relmap.model.settings import CADENCES, CARRIERS, LEVELS, ROLE_WEIGHTS, TOUCH_WEIGHTS, Cadence, Settings


def constant_lines(settings: Settings) -> Iterator[str]:
    """Every constant that a score may come from, a line each group."""
    strength = settings.strength
    yield "Constants (docs/method.md; relmap.yaml may change them under `strength` and `cadence`)"
    yield "  levels: " + _listed({level: strength.of_level(int(level)) for level in LEVELS})
    yield "  carriers by stance: " + _listed(
        {name.replace("non_", "non-"): strength.of_carrier(name) for name in CARRIERS}
    )
    yield f"  reporting lines: up {written(strength.reporting_up)}, down {written(strength.reporting_down)}"
    touches = {**TOUCH_WEIGHTS, **strength.touch_weights}
    others = f", others {written(strength.other_touch_weight)}"
    yield "  touch weights: " + ", ".join(f"{name} {written(weight)}" for name, weight in touches.items()) + others
    yield (
        f"  touches: half-life {strength.touch_half_life_days} days, scale {written(strength.touch_scale)}, "
        f"one-way x {written(strength.one_way_factor)}"
    )
    yield (
        f"  ties: fading keeps at least {written(strength.fade_floor)}; a thread from {written(strength.thread)}; "
        f"declared and observed differ above {written(strength.disagreement)}; "
        f"a path is weak below {written(strength.weak_path)}"
    )
    yield f"  days: feelings compared over {strength.mood_days}, facts stale after {strength.stale_days}"
    roles = {role: strength.of_role(role) for role in {**ROLE_WEIGHTS, **strength.role_weights}}
    yield "  role weights: " + _listed({**roles, "others": strength.other_role_weight})
    yield f"  influence where nobody has said: {strength.default_influence}"
    cadences = {**{segment: settings.cadence_of(segment) for segment in CADENCES}, "none": settings.cadence_of("")}
    yield "  cadence by segment, ideal/max days: " + ", ".join(
        f"{segment.replace('_', ' ')} {_days(cadence)}" for segment, cadence in cadences.items()
    )


def _listed(numbers: dict[str, float]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {written(number)}" for name, number in numbers.items())


def _days(cadence: Cadence) -> str:
    return "campaigns only" if cadence.max_days is None else f"{cadence.ideal_days}/{cadence.max_days}"
