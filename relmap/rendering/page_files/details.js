// Everything about one person, beside the map.
let opened = null;
let openedFrom = null;

function openDetails(ref, from) {
  const person = people.get(ref);
  if (!person) return listFolded(ref);
  if (!opened) openedFrom = from;
  opened = ref;
  const panel = byId("details");
  panel.replaceChildren(closing(closeDetails), ...aboutPerson(person), ...person.sections.map(section));
  panel.hidden = false;
  byId("side").hidden = false;
  byId("side").scrollTop = 0;
  markOpened();
  fittedAnew();
  reveal(ref);
  byId("details-name").focus();
}

function closeDetails() {
  byId("details").hidden = true;
  opened = null;
  hideEmptySide();
  markOpened();
  // The list may have been written anew since.
  const ref = openedFrom?.dataset?.ref;
  const from = openedFrom?.isConnected ? openedFrom : list.querySelector(`[data-ref="${CSS.escape(ref ?? "")}"]`);
  (from?.getClientRects().length ? from : stage).focus({ preventScroll: true });
}

function hideEmptySide() {
  byId("side").hidden = byId("details").hidden && byId("way").hidden;
  fittedAnew();
}

function markOpened() {
  for (const card of document.querySelectorAll("g.card.opened")) card.classList.remove("opened");
  if (opened) for (const card of cardsOf(opened)) card.classList.add("opened");
  for (const option of list.children) option.setAttribute("aria-selected", option.dataset.ref === opened);
}

function closing(act) {
  return button("×", { class: "close", "aria-label": words.close, title: words.close }, act);
}

function aboutPerson(person) {
  const facts = person.facts.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]);
  const chips = person.roles.map((role) => element("span", { class: "chip" }, role.name));
  const parts = [element("h2", { id: "details-name", tabindex: "-1" }, person.name)];
  if (person.second) parts.push(element("p", {}, person.second));
  if (person.title) parts.push(element("p", {}, person.title));
  parts.push(element("div", { class: "chips" }, sign(person), ...chips));
  if (facts.length) parts.push(element("dl", {}, ...facts));
  if (data.ways[person.ref]) parts.push(button(words.show_way, {}, () => showWay(person.ref)));
  return parts;
}

function section(given) {
  const items = given.facts.map((fact) => element("li", {}, ...written(fact)));
  return element("div", {}, element("h3", {}, given.heading), element("ul", {}, ...items));
}

function written(fact) {
  const parts = [];
  if (fact.severity) parts.push(element("span", { class: `severity ${fact.severity}` }, fact.severity_name));
  if (fact.about) parts.push(whom(fact.about), " · ");
  if (fact.href) parts.push(link(fact.text, fact.href));
  else parts.push(...withCommands(fact.text));
  if (fact.more) parts.push(element("span", { class: "more" }, ...withCommands(fact.more)));
  return parts;
}

// Somebody's name; of whom the page knows more, as the way there.
function whom(ref) {
  if (!people.has(ref)) return nameOf(ref);
  return button(nameOf(ref), { class: "plain" }, () => openDetails(ref, cardOnShown(ref)));
}
