// Finding people: by any part of what is written of them, in any script.
const MARKS = /[\u0300-\u036f\u0e48-\u0e4c]/;
const EACH_MARK = new RegExp(MARKS, "g");

// Compatibility forms are one, and a Thai tone stands before the ring of SARA AM however it was typed.
function folded(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\u0e4d([\u0e48-\u0e4b])/g, "$1\u0e4d");
  return plain.replace(/\s+/g, " ").trim();
}

function bare(text) {
  return text.replace(EACH_MARK, "");
}

for (const person of data.people) {
  const text = folded([...person.found_by, ...person.same_titles].join("\n"));
  person.text = `${text} ${text.replace(/ /g, "")}`;
  person.bare = bare(person.text);
  person.own = person.found_by.map(folded);
}

function undotted(text) {
  return text.replace(/\b(?:[a-z]\.){2,}/g, (letters) => letters.replace(/\./g, ""));
}

// Whoever types accents or tone marks means them; whoever leaves them out finds both. "G.M." may be GM.
function isFound(person, query) {
  const typed = folded(query);
  const holds = (part) => (MARKS.test(part) ? person.text : person.bare).includes(part);
  return [typed, undotted(typed)].some((text) => text.split(" ").every(holds));
}

// Whose own text is what was typed comes first, then whoever has a word that begins so, then the rest.
function rankFor(query) {
  const typed = folded(query);
  const asked = [typed, undotted(typed)];
  return (person) => {
    const own = person.own.map((text) => (MARKS.test(typed) ? text : bare(text)));
    const some = (holds) => asked.some((part) => own.some((text) => holds(text, part)));
    return some((text, part) => text === part) ? 0 : some((text, part) => ` ${text}`.includes(` ${part}`)) ? 1 : 2;
  };
}

function bestFirst(found, query) {
  const rank = rankFor(query);
  const ranks = new Map(found.map((person) => [person, rank(person)]));
  return [...found].sort((one, other) => ranks.get(one) - ranks.get(other));
}
