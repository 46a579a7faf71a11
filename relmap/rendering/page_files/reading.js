// What the page was made with, and how anything of it comes to the screen: as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const people = new Map(data.people.map((person) => [person.ref, person]));
const SVG = "http://www.w3.org/2000/svg";

function byId(id) {
  return document.getElementById(id);
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function button(text, attributes, act) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Commands stand between backticks.
function withCommands(text) {
  return text.split("`").map((part, place) => (place % 2 ? element("code", {}, part) : part));
}

function link(text, address) {
  if (!/^(https?:\/\/|mailto:|tel:)/.test(address)) return text;
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

function filledIn(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

function nameOf(ref) {
  return people.get(ref)?.short ?? data.names[ref] ?? ref;
}

// A live region tells only what changes.
function say(text) {
  byId("said").textContent = "";
  byId("said").textContent = text;
}

function cardsOf(ref) {
  return document.querySelectorAll(`g.card[data-ref="${CSS.escape(ref)}"]`);
}

// Moves along a list by the arrow keys; gives where to go, or nothing for another key.
function nextPlace(key, place, count) {
  const last = count - 1;
  if (key === "ArrowDown" || key === "ArrowRight") return Math.min(place + 1, last);
  if (key === "ArrowUp" || key === "ArrowLeft") return Math.max(place - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return last;
  return undefined;
}
