// The list of people: who is in it, by search and filters; the others fade on the map.
const FILTERS = ["department", "role", "stance"];
const list = byId("list");

function isWanted(person) {
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, byId(name).value]));
  return (
    isFound(person, byId("search").value) &&
    (!chosen.department || person.department === chosen.department) &&
    (!chosen.role || person.roles.some((role) => role.id === chosen.role)) &&
    (!chosen.stance || String(person.stance) === chosen.stance)
  );
}

function narrow() {
  const wanted = bestFirst(data.people.filter(isWanted), byId("search").value);
  const all = wanted.length === data.people.length;
  fade(new Set(data.people.filter((person) => !wanted.includes(person)).map((person) => person.ref)));
  list.replaceChildren(...wanted.map(listed));
  if (list.firstChild) list.firstChild.tabIndex = 0;
  const counted = wanted.length ? filledIn(words.shown, { n: wanted.length, all: data.people.length }) : words.nobody;
  byId("count").textContent = counted;
  byId("clear").hidden = all;
  markOpened();
  return counted;
}

// A line fades with both its ends; one to people who are folded together stays, as they do.
function fade(refs) {
  for (const person of data.people)
    for (const card of cardsOf(person.ref)) card.classList.toggle("faded", refs.has(person.ref));
  for (const tie of stage.querySelectorAll("g.tie")) {
    const ends = data.ties[tie.id.slice(tie.id.indexOf("..") + 2)];
    tie.classList.toggle("faded", ends?.every((ref) => refs.has(ref)) ?? false);
  }
}

function listed(person) {
  const under = [person.title, person.department].filter(Boolean).join(" · ");
  const made = element("li", { role: "option", tabindex: "-1", "aria-selected": "false", "data-ref": person.ref });
  const name = element("b", {}, person.name, person.second ? ` ${person.second}` : "");
  made.append(sign(person), name, element("small", {}, under));
  return made;
}

function sign(person) {
  const made = element("span", { class: "sign", title: person.stance_name }, person.sign || "●");
  const name = person.stance === "unknown" ? "None" : person.stance;
  const look = person.kind === "member" ? "team" : person.stance === "" ? "mark" : `stances-${name}`;
  made.style.background = `var(--map-${look}-ground)`;
  made.style.color = `var(--map-${look}-ink)`;
  made.style.borderColor = `var(--map-${look}-line)`;
  return made;
}

function clearFilters() {
  for (const name of ["search", ...FILTERS]) byId(name).value = "";
  say(narrow());
}

function openListed(option) {
  if (byId("people").classList.contains("shown")) showPeople(false);
  openDetails(option.dataset.ref, option);
  reveal(option.dataset.ref);
}

function showPeople(is) {
  byId("people").classList.toggle("shown", is);
  byId("show-people").setAttribute("aria-expanded", is);
}

// A card of a department, of a place in the quadrant, or of all the others, is no person: the list has its people.
function listFolded(ref) {
  clearFilters();
  if (ref.startsWith("place:")) byId("stance").value = ref.split(":")[1];
  else byId("department").value = ref.replace("fold:", "");
  if (byId("show-people").getClientRects().length) showPeople(true);
  say(narrow());
  list.firstChild.focus();
}

function walkList(event) {
  const options = [...list.children];
  const number = options.indexOf(event.target.closest("li"));
  if (number < 0) return;
  const next = nextPlace(event.key, number, options.length);
  if (event.key === "Enter" || event.key === " ") openListed(options[number]);
  else if (event.key === "ArrowUp" && number === 0) byId("search").focus();
  else if (next !== undefined) {
    options[number].tabIndex = -1;
    options[next].tabIndex = 0;
    options[next].focus();
  } else return;
  event.preventDefault();
}

function offer(name, choices) {
  byId(name).append(element("option", { value: "" }, words.all));
  for (const [value, text] of choices) byId(name).append(element("option", { value }, text));
  byId(name).addEventListener("change", () => say(narrow()));
}

function startPeople() {
  for (const name of FILTERS) byId(name).parentElement.hidden = !data.filters[name].length;
  for (const name of FILTERS) offer(name, data.filters[name]);
  byId("search").addEventListener("input", () => say(narrow()));
  byId("search").addEventListener("keydown", (event) => {
    const first = list.firstChild;
    if (!first || !["Enter", "ArrowDown"].includes(event.key) || event.isComposing) return;
    event.preventDefault();
    if (event.key === "Enter") openListed(first);
    else first.focus();
  });
  byId("clear").addEventListener("click", () => {
    clearFilters();
    byId("search").focus();
  });
  byId("show-people").addEventListener("click", () => {
    showPeople(!byId("people").classList.contains("shown"));
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) openListed(option);
  });
  list.addEventListener("keydown", walkList);
  narrow();
}
