"""The table of rules, in the order of their codes."""

from relmap.analysis.gaps import departures, paths, people, stances, threads, upkeep
from relmap.analysis.gaps.record import Rule

RULES = (
    Rule(
        code="G101",
        name="no-decision-maker",
        what="nobody holds decision_maker",
        find=people.no_decision_maker,
    ),
    Rule(
        code="G102",
        name="role-unfilled",
        what="a required role has nobody, or somebody nobody has named",
        find=people.role_unfilled,
    ),
    Rule(
        code="G103",
        name="boss-unknown",
        what="a reporting line ends below every decision maker",
        find=people.boss_unknown,
    ),
    Rule(code="G104", name="department-empty", what="a listed department has nobody", find=people.department_empty),
    Rule(
        code="G105",
        name="champion-unproven",
        what="a champion fails one of the three tests",
        find=people.champion_unproven,
    ),
    Rule(
        code="G201",
        name="decision-maker-unreachable",
        what="no path leads to a decision maker",
        find=paths.decision_maker_unreachable,
    ),
    Rule(
        code="G202",
        name="decision-maker-never-met",
        what="a decision maker can be reached, yet none of us has a tie or a touch with them",
        find=paths.decision_maker_never_met,
    ),
    Rule(
        code="G203",
        name="path-through-opponent",
        what="every good path to a decision maker crosses somebody against us",
        find=paths.path_through_opponent,
    ),
    Rule(
        code="G204",
        name="bottleneck",
        what="one person carries every path to a decision maker",
        find=paths.bottleneck,
    ),
    Rule(code="G205", name="path-weak", what="the best path to a decision maker is weak", find=paths.path_weak),
    Rule(
        code="G301",
        name="single-thread-theirs",
        what="only one of their people has a thread with us",
        find=threads.single_thread_theirs,
    ),
    Rule(
        code="G302",
        name="single-thread-ours",
        what="only one of our members has threads with them",
        find=threads.single_thread_ours,
    ),
    Rule(
        code="G303",
        name="key-player-uncovered",
        what="a key player has no thread with us",
        find=threads.key_player_uncovered,
    ),
    Rule(
        code="G304",
        name="below-target",
        what="a tie of ours is below the level that we want it to reach",
        find=threads.below_target,
    ),
    Rule(code="G305", name="no-channel", what="a key player cannot be contacted", find=threads.no_channel),
    Rule(code="G401", name="stance-unknown", what="a key player's stance is unknown", find=stances.stance_unknown),
    Rule(
        code="G402",
        name="opponent-unanswered",
        what="a strong opponent, and no supporter with a tie to the same decision maker",
        find=stances.opponent_unanswered,
    ),
    Rule(
        code="G403",
        name="no-supporter",
        what="nobody who decides, approves or is of the inner circle supports us",
        find=stances.no_supporter,
    ),
    Rule(
        code="G404",
        name="mood-falling",
        what="the feelings of the last 90 days are below those of the 90 before",
        find=stances.mood_falling,
    ),
    Rule(
        code="G501",
        name="contact-overdue",
        what="nobody has been in touch for longer than the cadence wants",
        find=upkeep.contact_overdue,
    ),
    Rule(code="G502", name="fact-stale", what="verified_on is older than 180 days", find=upkeep.fact_stale),
    Rule(
        code="G503",
        name="person-left",
        what="somebody who left still has a seat, a report or a tie",
        find=departures.person_left,
    ),
    Rule(code="G504", name="tie-undated", what="a declared tie of ours has no date", find=upkeep.tie_undated),
    Rule(
        code="G601",
        name="unsourced",
        what="a key player's roles or stance have no source",
        find=upkeep.unsourced,
    ),
)
