"""Whoever and whatever is named, and is not in the book."""

from collections.abc import Iterator

from relmap.analysis.integrity.facts import Facts, error, warning
from relmap.analysis.references import Reference, records_of, references_of
from relmap.analysis.subjects import is_full_reference
from relmap.model.ids import TEAM
from relmap.model.kinds import MENTIONED
from relmap.model.problems import Finding
from relmap.model.saying import _


def dangling_references(facts: Facts) -> Iterator[Finding]:
    """Whoever or whatever is named and is not in the book; of a text, only where it has the form of a reference."""
    ids = _Ids(facts)
    for record in records_of(facts.book):
        for reference in references_of(record):
            if reference.to == MENTIONED:
                if is_full_reference(reference.target) and not _leads_somewhere(facts, reference.target):
                    message = _("{ref} names {target} ({field}), which is not in the book").format(
                        ref=record.ref, target=reference.target, field=_field(reference)
                    )
                    mend = ids.mend(reference.target, _("correct it, or write it as plain words"))
                    missing = (MENTIONED, reference.target)
                    yield warning("dangling-reference", record, reference.path, message, mend, missing)
            elif not facts.has(reference.to, reference.target):
                yield _dangling(facts, reference, ids)


class _Ids:
    """The ids of each account's people, put together once somebody is missed."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._of: dict[str, list[str]] = {}

    def mend(self, ref: str, otherwise: str) -> str:
        account, _slash, identifier = ref.partition("/")
        if not self._of:
            for person in self._facts.book.people.values():
                self._of.setdefault(person.account, []).append(person.id)
        return self._facts.mend(identifier, self._of.get(account, ()), otherwise, f"{account}/")


def _dangling(facts: Facts, reference: Reference, ids: _Ids) -> Finding:
    says, mend = _in_words(facts, reference, ids)
    head = reference.target.partition("/")[0]
    message = says.format(ref=reference.record.ref, target=reference.target, field=_field(reference), head=head)
    return error(
        "dangling-reference", reference.record, reference.path, message, mend, (reference.to, reference.target)
    )


def _in_words(facts: Facts, reference: Reference, ids: _Ids) -> tuple[str, str]:
    """What is wrong, with fields to fill in, and the mend."""
    accounts, target = facts.book.accounts, reference.target
    absent = _("{ref} names {target} ({field}), who is not in the book")
    if reference.to != "person":
        if reference.to == "account":
            absent = _("{ref} names the account {target} ({field}), which is not in the book")
        return absent, facts.mend(target, facts.book.table(reference.to), _("correct the id, or add them"))
    account, _slash, person = target.partition("/")
    if account == TEAM:
        says = _("{ref} names {target} ({field}), who is one of ours, not of theirs")
        return says, _("write ties of our own people under `known_by`")
    if account not in accounts:
        says = _("{ref} names {target} ({field}), and there is no account {head}")
        return says, facts.mend(account, accounts, _("correct the account, or add it with `relmap add-account`"))
    add = _('correct the id, or add them: `relmap add-contact "NAME" --id {person}`').format(person=person)
    return absent, ids.mend(target, add)


def _field(reference: Reference) -> str:
    return next(str(step) for step in reversed(reference.path) if isinstance(step, str))


def _leads_somewhere(facts: Facts, ref: str) -> bool:
    folder, _slash, identifier = ref.partition("/")
    if folder == TEAM:
        return facts.has("member", identifier)
    return facts.has("person", ref) or facts.has("deal", ref)
