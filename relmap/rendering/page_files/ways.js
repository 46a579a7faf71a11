// The ways to somebody, worked out when the page was made: the best lit, the others as detours.
let target = "";
let lit = 0;

function chooseTarget(ref) {
  target = ref;
  lit = 0;
  byId("target").value = ref;
  const panel = byId("way");
  panel.hidden = !ref;
  if (ref) tellWay();
  hideEmptySide();
  drawWay();
}

function showWay(ref) {
  chooseTarget(ref);
  byId("way-name").focus();
}

function closeWay() {
  chooseTarget("");
  byId("target").focus();
}

function tellWay() {
  const answer = data.ways[target];
  const heading = filledIn(words.way_to, { name: nameOf(target) });
  const parts = [closing(closeWay), element("h2", { id: "way-name", tabindex: "-1" }, heading)];
  if (!answer.paths.length) parts.push(element("p", {}, words.no_way));
  for (const [rank, path] of answer.paths.entries()) {
    parts.push(routeButton(path, rank));
    if (rank === lit) parts.push(stepsOf(path));
  }
  for (const text of answer.notes) parts.push(element("p", {}, ...withCommands(text)));
  byId("way").replaceChildren(...parts);
  const best = answer.paths[lit];
  say(best ? `${heading}: ${best.nodes.map(nameOf).join(" → ")}. ${best.score}` : `${heading}: ${words.no_way}`);
}

function routeButton(path, rank) {
  const name = rank ? filledIn(words.detour, { n: rank + 1 }) : words.best;
  const made = button([name, path.score].filter(Boolean).join(" · "), { class: "route", "aria-pressed": rank === lit }, () => {
    lit = rank;
    tellWay();
    drawWay();
    byId("way").querySelectorAll(".route")[rank].focus();
  });
  made.append(element("small", {}, path.nodes.map(nameOf).join(" → ")));
  return made;
}

function stepsOf(path) {
  const steps = path.steps.map((step, place) => {
    const made = element("li", { class: place === path.weakest ? "weakest" : "" });
    made.append(whom(step.from), " → ", whom(step.to), element("span", { class: "more" }, step.text));
    return made;
  });
  return element("ol", { class: "steps" }, ...steps);
}

function drawWay() {
  for (const old of document.querySelectorAll(".way-line, .way-step")) old.remove();
  for (const old of document.querySelectorAll("g.on")) old.classList.remove("on", "lit", "detour");
  const paths = target ? data.ways[target].paths : [];
  stage.classList.toggle("shows-way", paths.length > 0);
  // The lit one last: what it shares with a detour is lit.
  for (const [rank, path] of [...paths.entries()].reverse()) if (rank !== lit) drawPath(path, "detour");
  if (paths.length) drawPath(paths[lit], "lit");
}

function drawPath(path, look) {
  for (const ref of path.nodes) {
    const card = cardOnShown(ref);
    if (!card) continue;
    card.classList.remove("lit", "detour");
    card.classList.add("on", look);
  }
  for (const [place, step] of path.steps.entries()) drawStep(step, place + 1, look);
}

function drawStep(step, number, look) {
  const tie = step.ties.map((id) => byId(`${shown.panel.dataset.view}..${id}`)).find(Boolean);
  const line = tie ? alongTie(tie) : straight(step);
  if (!line) return;
  tie?.classList.add("on", look);
  const made = drawn("path", { class: `way-line ${look}`, d: line.d });
  if (tie) made.setAttribute("transform", line.transform);
  shown.svg.append(made);
  if (look !== "lit") return;
  const text = drawn("text", { y: "4.6" }, String(number));
  const place = `translate(${line.middle.x} ${line.middle.y})`;
  shown.svg.append(drawn("g", { class: "way-step", transform: place }, drawn("circle", { r: "12" }), text));
}

function alongTie(tie) {
  const path = tie.querySelector("path[fill=none]");
  if (!path) return null;
  const matrix = shown.svg.getScreenCTM().inverse().multiply(path.getScreenCTM());
  const half = path.getPointAtLength(path.getTotalLength() / 2);
  return {
    d: path.getAttribute("d"),
    transform: `matrix(${matrix.a} ${matrix.b} ${matrix.c} ${matrix.d} ${matrix.e} ${matrix.f})`,
    middle: onMap(path, half.x, half.y),
  };
}

// A view that does not draw this tie shows it from the edge of one card to that of the other.
function straight(step) {
  const cards = [cardOnShown(step.from), cardOnShown(step.to)];
  if (!cards.every(Boolean)) return null;
  const frames = cards.map(frameOf);
  const from = edge(frames[0], frames[1]);
  const to = edge(frames[1], frames[0]);
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return { d: `M${from.x} ${from.y}L${to.x} ${to.y}`, middle };
}

// Where the line from the middle of one frame to that of another leaves the first.
function edge(frame, other) {
  const across = other.x - frame.x;
  const down = other.y - frame.y;
  const share = Math.min(
    (frame.right - frame.left) / 2 / (Math.abs(across) || 1e-9),
    (frame.foot - frame.top) / 2 / (Math.abs(down) || 1e-9),
    0.5,
  );
  return { x: frame.x + across * share, y: frame.y + down * share };
}

function startWays() {
  byId("target").append(element("option", { value: "" }, words.nobody_chosen));
  for (const person of data.people) {
    if (data.ways[person.ref]) byId("target").append(element("option", { value: person.ref }, titled(person)));
  }
  if (!data.all_targets) byId("target").append(element("option", { value: "", disabled: "" }, words.only_key_players));
  byId("target").addEventListener("change", () => chooseTarget(byId("target").value));
  if (data.target) chooseTarget(data.target);
}

function titled(person) {
  return person.title ? `${person.name}, ${person.title}` : person.name;
}
