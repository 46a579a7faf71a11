"""G1xx: who is missing from the map."""

from collections.abc import Iterator, Mapping

from relmap.analysis.gaps.advice import ask_best_contact, beware, informant, introduction
from relmap.analysis.gaps.record import Missing, Step
from relmap.analysis.gaps.situation import Situation
from relmap.analysis.standing import importance
from relmap.analysis.wording import listed
from relmap.model.records import Champion, Person
from relmap.model.saying import _, in_order, in_sentences, in_words, name_of
from relmap.model.text import search_key


def no_decision_maker(situation: Situation) -> Iterator[Missing]:
    """Nobody holds decision_maker, not even a placeholder. Have 0 of 1 decision makers."""
    if not any(standing.holds("decision_maker") for standing in situation.group.values()):
        yield Missing(
            about=("decision_maker",),
            importance=situation.importance_of_role("decision_maker"),
            shortfall=1.0,
            message=_("Nobody is written down as the one who decides"),
            step=ask_best_contact(
                situation,
                _("who alone can release the money"),
                f'relmap add-contact "NAME" --account {situation.account} --role decision_maker',
            ),
        )


def role_unfilled(situation: Situation) -> Iterator[Missing]:
    """A required role that nobody holds, or a placeholder in any role. Have 0 of 1 names.

    A decision maker whom nobody holds is G101, not this.
    """
    held = {role for standing in situation.group.values() for role in standing.roles}
    for role in situation.roles:
        if role not in held and role != "decision_maker":
            yield Missing(
                about=(role,),
                importance=situation.importance_of_role(role),
                shortfall=1.0,
                message=_("The required role {role} is filled by nobody").format(role=in_words("role", role)),
                step=ask_best_contact(
                    situation,
                    _("who is {role} there").format(role=in_words("role", role)),
                    f'relmap add-contact "NAME" --account {situation.account} --role {role}',
                ),
            )
    for ref, standing in situation.group.items():
        if not standing.is_named:
            roles = in_order(in_words("role", role) for role in standing.roles) or _("no role yet")
            title = standing.person.title or standing.person.id
            yield Missing(
                about=(ref, *standing.roles),
                importance=situation.importance(standing),
                shortfall=1.0,
                message=_("Nobody knows who the {title} is ({roles})").format(title=title, roles=roles),
                step=ask_best_contact(
                    situation,
                    _("what the {title} is called").format(title=title),
                    f'relmap set {ref} name="NAME"',
                ),
            )


def boss_unknown(situation: Situation) -> Iterator[Missing]:
    """A reporting line ends at somebody who neither decides nor stands above one who does. Have 0 of 1 bosses.

    Not for people from outside (seniority external), who are in no line; nor while nobody decides, which is G101.
    """
    above = _at_or_above_deciders(situation)
    for standing in situation.named if above else ():
        person = standing.person
        inside = person.account == situation.account and person.seniority != "external"
        if inside and person.ref not in above and not _has_boss(situation, person.reports_to):
            yield Missing(
                about=(person.ref,),
                importance=situation.importance(standing),
                shortfall=1.0,
                overdue=person.ref,
                message=_("Whom {person} reports to is unknown").format(person=situation.name(person.ref)),
                step=_ask_for_boss(situation, person),
            )


def department_empty(situation: Situation) -> Iterator[Missing]:
    """A listed department (the account's list, else the book's) has nobody in it. Have 0 of 1 people.

    A placeholder fills a department here: G102 speaks of it. A department has no role, so its weight is the default.
    """
    account = situation.book.accounts.get(situation.account)
    departments = (account.departments if account else ()) or situation.book.settings.departments
    own = [standing.person for standing in situation.group.values() if standing.person.account == situation.account]
    filled = {search_key(person.department) for person in own}
    constants = situation.constants
    for department in dict.fromkeys(departments):
        if search_key(department) not in filled:
            yield Missing(
                about=(department,),
                importance=importance(constants.other_role_weight, None, constants),
                shortfall=1.0,
                message=_("Nobody is written down in the department {department}").format(department=department),
                step=ask_best_contact(
                    situation,
                    _("who is in charge of {department}").format(department=department),
                    f'relmap add-contact "NAME" --account {situation.account} --department "{department}"',
                ),
            )


def champion_unproven(situation: Situation) -> Iterator[Missing]:
    """Somebody called a champion who fails a test. Have the tests passed, of 3; they weigh as a coach does."""
    for ref, standing in situation.group.items():
        if standing.unproven:
            proof = standing.person.champion or Champion()
            tests = {"has_power": proof.has_power, "sells_for_us": proof.sells_for_us, "own_win": proof.own_win}
            missing = [name for name, passed in tests.items() if not passed]
            yield Missing(
                about=(ref,),
                importance=situation.importance(standing),
                shortfall=len(missing) / len(tests),
                overdue=ref,
                message=_("{person} is called a champion, and counts as a coach: {why}").format(
                    person=situation.name(ref), why=_what_is_missing(tests)
                ),
                step=_put_to_the_test(situation, ref, missing[0]),
            )


def _what_is_missing(tests: Mapping[str, bool | None]) -> str:
    """A test that failed is another thing than one that nobody has made."""
    failed = [_failure(name) for name, passed in tests.items() if passed is False]
    unmade = [_test(name) for name, passed in tests.items() if passed is None]
    told = [_("it is written {what}").format(what=listed(failed))] if failed else []
    return in_sentences([*told, *([_("not proven is {what}").format(what=listed(unmade))] if unmade else [])])


def _failure(name: str) -> str:
    tests = {
        "has_power": _("that they have no power"),
        "sells_for_us": _("that they do not sell for us when we are not there"),
        "own_win": _("that they win nothing by it"),
    }
    return tests[name]


def _test(name: str) -> str:
    tests = {
        "has_power": _("that they have power"),
        "sells_for_us": _("that they sell for us when we are not there"),
        "own_win": _("what they win by it"),
    }
    return tests[name]


def _put_to_the_test(situation: Situation, champion: str, test: str) -> Step:
    meeting = Step("", champion) if situation.has_met(champion) else introduction(situation, champion)
    said = _("Put them to the test; once it is passed, `{passed}`, or call them what they are: `{dropped}`")
    if meeting.sentence:
        said = _(
            "{meeting}; then put them to the test; once it is passed, `{passed}`, "
            "or call them what they are: `{dropped}`"
        )
    sentence = said.format(
        meeting=meeting.sentence,
        passed=f"relmap set {champion} champion.{test}=true",
        dropped=f"relmap set {champion} roles champion --drop",
    )
    return meeting._replace(sentence=sentence)


def _ask_for_boss(situation: Situation, person: Person) -> Step:
    asked = informant(situation, person.ref)
    if asked == person.ref:
        said = _("Ask {person} who their boss is, and write it down: `{command}`")
    elif asked:
        said = _("Ask {asked} who is the boss of {person}, and write it down: `{command}`")
    else:
        said = _("Look up on their site or LinkedIn who is the boss of {person}, and write it down: `{command}`")
    command = f"relmap set {person.ref} reports_to=BOSS"
    sentence = said.format(person=name_of(person), asked=situation.name(asked) if asked else "", command=command)
    return Step(beware(situation, sentence, asked) if asked else sentence, asked)


def _at_or_above_deciders(situation: Situation) -> set[str]:
    above: set[str] = set()
    for standing in situation.group.values():
        ref = standing.ref if standing.holds("decision_maker") else ""
        while ref and ref not in above:
            above.add(ref)
            person = situation.book.people.get(ref)
            ref = person.reports_to if person else ""
    return above


def _has_boss(situation: Situation, boss: str) -> bool:
    """A boss in an account that was not read is a boss; one who left is not."""
    person = situation.book.people.get(boss)
    return bool(boss) and not (person is not None and person.has_left)
