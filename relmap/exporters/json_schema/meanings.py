"""What each key of the book's files means, for whoever rests the mouse on it: docs/format.md in short.

The texts are marked, not translated: whoever shows one says `_` of it.
"""

from relmap.spoken import later

TITLES = {
    "settings": later("The settings of a book"),
    "member": later("One of our own people"),
    "account": later("A customer"),
    "person": later("Somebody at a customer"),
    "deal": later("An opportunity with its buying committee"),
    "touch": later("What passed between a member and an account's people in a year"),
    "campaign": later("A campaign"),
}

_NAMED = {
    "name": later("The full name"),
    "aliases": later("Nicknames, short forms, other spellings: whatever people may type to find it"),
    "names": later("The name in other languages: en, th, zh"),
    "notes": later("Anything else"),
}
_LEVEL = later("How close: 1 acquainted, 2 working, 3 trusted, 4 adviser")
_FINER = later("The same as the level, finer; wins over it")
_SOURCE = later("Where it comes from: a visit, the firm's website, what somebody told you")
_CHANNELS = later("Ways to reach them: phone, mobile, email, line, wechat, ...; several of one kind make a list")

_SETTINGS = {
    "relmap": later("The number of the format"),
    "name": later("What you call the book"),
    "language": later("The language of answers and maps"),
    "calendar": later("The era in which dates are shown; files always hold the Common Era"),
    "default_account": later("The account that is meant when you name none"),
    "auto_commit": later("Whether every command that changes the book commits what it changed"),
    "required_roles": later("Roles that must be filled at every customer; a deal may have its own list"),
    "departments": later("Departments to cover at every customer; an account may have its own list"),
    "cadence": later("How often to be in touch, by segment"),
    "cadence.ideal_days": later("Days after which a contact should follow"),
    "cadence.max_days": later("Days after which a contact is overdue, and a declared tie fades"),
    "strength": later("The numbers behind every score; what is left out keeps its default"),
    "strength.levels": later("The strength of each level, 0 to 1"),
    "strength.carriers": later("How much of a message gets past a person of that stance, 0 to 1"),
    "strength.reporting_up": later("The strength of a reporting line towards the boss"),
    "strength.reporting_down": later("The strength of a reporting line towards the report"),
    "strength.touch_weights": later("The weight of one touch, by channel"),
    "strength.touch_scale": later("The weight of touches at which a tie is 63 % grown"),
    "strength.touch_half_life_days": later("Days after which a touch counts half"),
    "strength.other_touch_weight": later("The weight of a touch by any other channel"),
    "strength.one_way_factor": later("What a touch without an answer counts"),
    "strength.fade_floor": later("The share of a declared tie that never fades"),
    "strength.disagreement": later("The difference between declared and observed strength that is pointed out"),
    "strength.thread": later("The strength from which a tie counts as a thread"),
    "strength.weak_path": later("The score below which the best path is called weak"),
    "strength.mood_days": later("Days whose feelings are compared with as many before"),
    "strength.stale_days": later("Days after which a verified_on is called stale"),
    "strength.role_weights": later("How much a role matters, 0 to 1"),
    "strength.other_role_weight": later("How much any other role matters"),
    "strength.default_influence": later("The influence of a person for whom none is written"),
    "gaps": later("Which gaps are reported, fail a script, or are accepted"),
    "gaps.select": later("Rules that you want to hear from: codes, their beginnings (G2), or all"),
    "gaps.ignore": later("Rules that you do not want to hear from; of select and ignore, the longer entry wins"),
    "gaps.min_severity": later("What is less than that is only counted"),
    "gaps.fail_on": later("The severity from which `relmap gaps` exits with 1"),
    "gaps.waivers": later("Single findings that you accept, for a reason, until a day"),
    "gaps.waivers.code": later("The code of the rule, such as G104"),
    "gaps.waivers.about": later("The person, role, department or account that the finding is about"),
    "gaps.waivers.reason": later("Why it is accepted"),
    "gaps.waivers.until": later("The last day on which it is accepted"),
    "vocabulary": later("Words of your own, and what words are called"),
    "vocabulary.roles": later("Your own buying roles"),
    "vocabulary.link_kinds": later("Your own kinds of link between people"),
    "vocabulary.channels": later("Your own channels of touches"),
    "vocabulary.labels": later("What a word is called in each language"),
    "vocabulary.labels.en": later("In English"),
    "vocabulary.labels.th": later("In Thai"),
    "vocabulary.labels.zh": later("In Chinese"),
}

_MEMBER = {
    **_NAMED,
    "title": later("The position on our side"),
    "department": later("The department on our side"),
    "status": later("A member who left carries nothing any more"),
    "channels": _CHANNELS,
}

_ACCOUNT = {
    **_NAMED,
    "industry": later("hospitality, manufacturing, ..."),
    "employees": later("How many work there"),
    "website": later("The address on the web"),
    "departments": later("The departments that may have a say; one without anybody is a gap"),
    "segment": later("The kind of customer; sets how often to be in touch"),
    "revenue": later("What we sold them, by year"),
    "revenue.amount": later("How much"),
    "revenue.currency": later("The currency by its three letters: THB, CNY, USD"),
    "strategy": later("How closely we work with them, from selling and waiting to planning together"),
    "bond": later("What ties them to us: a price, a person, or a shared way of working"),
    "owner": later("Who of us looks after the account"),
    "parent": later("The firm that it belongs to"),
    "referred_by": later("Who sent them to us; a full reference (account/person) follows when the person is renamed"),
    "goal": later("What we want to reach there"),
}

_PERSON = {
    **_NAMED,
    "name": later('The full name; "?" for somebody whom nobody has named yet'),
    "title": later("The position, in the customer's own words"),
    "department": later("Best one of the account's departments"),
    "seniority": later("How high up; external is somebody who is not employed there and yet has a say"),
    "reports_to": later("The boss"),
    "roles": later("What they do in buying; several are normal"),
    "champion": later("The three tests of a champion; without all three they count as a coach"),
    "champion.has_power": later("Whether they can move the decision"),
    "champion.sells_for_us": later("Whether they speak for us when we are out of the room"),
    "champion.own_win": later("Whether they win if we win"),
    "influence": later("How much the decision bends to them; absent counts as 2"),
    "stance": later("Towards us; unknown says that you looked and could not tell"),
    "status": later("Somebody who left stays on the map, greyed, and carries nothing"),
    "needs": later("What they want"),
    "concerns": later("What they fear"),
    "temperament": later("How to talk with them"),
    "channels": _CHANNELS,
    "links": later("Ties to other people at customers, from this person to the other"),
    "links.to": later("The other end"),
    "links.kind": later("friend, family, former_colleague and conflicts hold both ways, the others one way"),
    "links.level": _LEVEL,
    "links.strength": _FINER,
    "links.since": later("The day from which it exists"),
    "links.until": later("The last day on which it exists"),
    "links.verified_on": later("When somebody last made sure of it"),
    "links.source": _SOURCE,
    "links.note": later("Anything else about it"),
    "known_by": later("Ties to our own people"),
    "known_by.member": later("Who of us"),
    "known_by.level": _LEVEL,
    "known_by.strength": _FINER,
    "known_by.target": later("The level that we want to reach"),
    "known_by.assessed_on": later("When we judged it; the tie fades from then on, unless there are newer touches"),
    "known_by.note": later("Anything else about it"),
    "verified_on": later("When somebody last made sure that all this is so"),
    "source": _SOURCE,
}

_DEAL = {
    "name": later("What is being sold"),
    "stage": later("Where it stands; won, lost, closed and cancelled end the deal"),
    "amount": later("What it is worth"),
    "currency": later("The currency by its three letters: THB, CNY, USD"),
    "close_on": later("When it should be decided"),
    "owner": later("Who of us leads it"),
    "goal": later("What we want to reach"),
    "required_roles": later("The roles that this deal needs; stands in for the list in relmap.yaml"),
    "committee": later("Who has a say in this deal; what stands here stands in for the person's own"),
    "committee.person": later("Who"),
    "committee.roles": later("What they do in this deal"),
    "committee.stance": later("Towards us, in this deal"),
    "committee.influence": later("How much this decision bends to them"),
    "committee.note": later("Anything else about it"),
    "notes": later("Anything else"),
}

_TOUCH = {
    "on": later("The day; what is still to come stands under next"),
    "with": later("Whom it was with, all of this account"),
    "channel": later("How: a visit, a call, ..."),
    "two_way": later("Whether something came back; absent, the channel decides"),
    "feeling": later("How it felt; absent, nobody said"),
    "note": later("What it was about"),
    "deal": later("The id of the deal that it belongs to"),
    "campaign": later("The id of the campaign that it belongs to"),
    "together": later("Who else of us was there"),
    "next": later("A reminder"),
    "next.on": later("When it is due"),
    "next.what": later("What is to be done"),
}

_CAMPAIGN = {
    "name": later("What the campaign is called"),
    "starts_on": later("The first day"),
    "ends_on": later("The last day"),
    "channel": later("How we reach people"),
    "target": later("What we want them to do: attend, buy, try, call_in, ..."),
    "owner": later("Who of us runs it"),
    "people": later("Whom we contact, in full: account/person"),
    "results": later("What came of it"),
    "results.person": later("Who, in full: account/person"),
    "results.channel": later("How we reached them"),
    "results.result": later("What they did"),
    "results.satisfaction": later("How content they were"),
    "results.revenue": later("What it brought"),
    "notes": later("Anything else"),
}

_BY_TYPE = {
    "settings": _SETTINGS,
    "member": _MEMBER,
    "account": _ACCOUNT,
    "person": _PERSON,
    "deal": _DEAL,
    "touch": _TOUCH,
    "campaign": _CAMPAIGN,
}
MEANINGS = {f"{type_}.{path}": text for type_, meanings in _BY_TYPE.items() for path, text in meanings.items()}
"""By `Record.TYPE` and the path of the key, joined by dots."""
