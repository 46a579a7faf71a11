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
  const text = folded(person.found_by.join("\n"));
  person.text = `${text} ${text.replace(/ /g, "")}`;
  person.bare = bare(person.text);
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
