// The maps, one for each view: which is shown, where it lies, and how large.
const stage = byId("stage");
const views = new Map();
const pointers = new Map();
const SMALLEST = 0.05;
const LARGEST = 6;
const STEP = 60;
let shown = null;
let dragged = false;

for (const panel of stage.querySelectorAll("[role=tabpanel]")) {
  const svg = panel.querySelector("svg.map");
  const { width, height } = svg.viewBox.baseVal;
  const cards = [...svg.querySelectorAll("g.card[data-ref]")];
  views.set(panel.dataset.view, { panel, svg, width, height, cards, x: 0, y: 0, scale: 1, fits: true });
}

function place(view) {
  view.svg.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
}

// What is seen of the stage: in a small window the side lies over its foot.
function room() {
  const box = stage.getBoundingClientRect();
  const side = byId("side").getBoundingClientRect();
  const covered = side.height > 0 && side.left < box.right && side.top > box.top;
  return { width: box.width, height: covered ? side.top - box.top : box.height };
}

function fitted(view) {
  const { width, height } = room();
  view.scale = Math.max(SMALLEST, Math.min(1.5, width / view.width, height / view.height));
  view.x = (width - view.width * view.scale) / 2;
  view.y = (height - view.height * view.scale) / 2;
  view.fits = true;
  place(view);
}

// Whoever moved the map finds it where they left it.
function fittedAnew() {
  if (shown?.fits) fitted(shown);
}

// Keeps the point (x, y) of the stage where it is.
function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const scale = Math.max(SMALLEST, Math.min(LARGEST, shown.scale * factor));
  shown.x = x - (x - shown.x) * (scale / shown.scale);
  shown.y = y - (y - shown.y) * (scale / shown.scale);
  shown.scale = scale;
  shown.fits = false;
  place(shown);
}

function pan(across, down) {
  shown.x += across;
  shown.y += down;
  shown.fits = false;
  place(shown);
}

function gliding(act) {
  shown.svg.classList.add("gliding");
  act();
}

function showView(name) {
  for (const [each, view] of views) view.panel.hidden = each !== name;
  for (const tab of byId("tabs").children) {
    const chosen = tab.dataset.view === name;
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen) say(tab.textContent);
  }
  shown = views.get(name);
  if (shown.fits) fitted(shown);
  drawWay();
}

// Where a point of an element lies on the whole map.
function onMap(element, x, y) {
  const matrix = shown.svg.getScreenCTM().inverse().multiply(element.getScreenCTM());
  return new DOMPoint(x, y).matrixTransform(matrix);
}

function frameOf(card) {
  const frame = card.querySelector(".frame") ?? card;
  const box = frame.getBBox();
  const from = onMap(frame, box.x, box.y);
  const to = onMap(frame, box.x + box.width, box.y + box.height);
  return { left: from.x, top: from.y, right: to.x, foot: to.y, x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

function cardOnShown(ref) {
  return shown.cards.find((card) => card.dataset.ref === ref);
}

// Brings a card into sight, and makes one that is too small to read larger.
function reveal(ref) {
  const card = cardOnShown(ref);
  if (!card) return;
  makeCurrent(card);
  const frame = frameOf(card);
  const { width, height } = room();
  const left = frame.left * shown.scale + shown.x;
  const top = frame.top * shown.scale + shown.y;
  const right = frame.right * shown.scale + shown.x;
  const foot = frame.foot * shown.scale + shown.y;
  const seen = left >= 0 && top >= 0 && right <= width && foot <= height;
  if (seen && shown.scale >= 0.4) return;
  gliding(() => {
    shown.scale = Math.max(shown.scale, 0.75);
    shown.x = width / 2 - frame.x * shown.scale;
    shown.y = height / 2 - frame.y * shown.scale;
    shown.fits = false;
    place(shown);
  });
}

// One card at a time is on the way of the Tab key.
function makeCurrent(card) {
  for (const each of shown.cards) each.tabIndex = each === card ? 0 : -1;
}

// The nearest card in the direction of an arrow key; sideways counts double.
function neighbour(card, key) {
  const from = frameOf(card);
  const down = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  const across = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  let best = null;
  let least = Infinity;
  for (const other of shown.cards) {
    const to = frameOf(other);
    const ahead = (to.x - from.x) * across + (to.y - from.y) * down;
    const aside = Math.abs((to.x - from.x) * down) + Math.abs((to.y - from.y) * across);
    if (other === card || ahead < 8 || ahead + 2 * aside >= least) continue;
    least = ahead + 2 * aside;
    best = other;
  }
  return best;
}

function onKey(event) {
  if (event.altKey || event.metaKey || event.ctrlKey) return;
  const card = event.target.closest("g.card[data-ref]");
  if (card && (event.key === "Enter" || event.key === " ")) openDetails(card.dataset.ref, card);
  else if (event.key === "+" || event.key === "=") gliding(() => zoom(1.25));
  else if (event.key === "-") gliding(() => zoom(0.8));
  else if (event.key === "0") gliding(() => fitted(shown));
  else if (event.key.startsWith("Arrow") && card) {
    const other = neighbour(card, event.key);
    if (other) {
      reveal(other.dataset.ref);
      other.focus({ preventScroll: true });
    }
  } else if (event.key.startsWith("Arrow")) {
    const way = event.key === "ArrowLeft" || event.key === "ArrowUp" ? STEP : -STEP;
    const flat = event.key === "ArrowLeft" || event.key === "ArrowRight";
    gliding(() => pan(flat ? way : 0, flat ? 0 : way));
  } else return;
  event.preventDefault();
}

function onDown(event) {
  if (event.button) return;
  shown.svg.classList.remove("gliding");
  if (!pointers.size) dragged = false;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY });
}

// A press becomes a drag after a few pixels, so that a click with a shaky hand is still a click.
function onMove(event) {
  const pointer = pointers.get(event.pointerId);
  if (!pointer) return;
  const far = Math.hypot(event.clientX - pointer.startX, event.clientY - pointer.startY) > 5;
  if (!dragged && !far && pointers.size < 2) return;
  if (!dragged) {
    dragged = true;
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("dragged");
  }
  const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
  const across = event.clientX - pointer.x;
  const down = event.clientY - pointer.y;
  if (other) {
    const before = Math.hypot(pointer.x - other.x, pointer.y - other.y) || 1;
    const after = Math.hypot(event.clientX - other.x, event.clientY - other.y) || 1;
    const box = stage.getBoundingClientRect();
    pan(across / 2, down / 2);
    zoom(after / before, (event.clientX + other.x) / 2 - box.left, (event.clientY + other.y) / 2 - box.top);
  } else pan(across, down);
  pointer.x = event.clientX;
  pointer.y = event.clientY;
}

function onUp(event) {
  pointers.delete(event.pointerId);
  if (!pointers.size) stage.classList.remove("dragged");
}

function onWheel(event) {
  event.preventDefault();
  shown.svg.classList.remove("gliding");
  const box = stage.getBoundingClientRect();
  const lines = event.deltaMode ? 16 : 1;
  if (event.ctrlKey || event.metaKey) {
    const turn = Math.max(-60, Math.min(60, event.deltaY * lines));
    zoom(Math.exp(-turn / 150), event.clientX - box.left, event.clientY - box.top);
  } else pan(-event.deltaX * lines, -event.deltaY * lines);
}

function startStage() {
  stage.addEventListener("pointerdown", onDown);
  stage.addEventListener("pointermove", onMove);
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) stage.addEventListener(name, onUp);
  window.addEventListener("pointerup", onUp);
  stage.addEventListener("wheel", onWheel, { passive: false });
  stage.addEventListener("keydown", onKey);
  stage.addEventListener("click", (event) => {
    const card = event.target.closest("g.card[data-ref]");
    if (card && !dragged) openDetails(card.dataset.ref, card);
  });
  byId("zoom-in").addEventListener("click", () => gliding(() => zoom(1.25)));
  byId("zoom-out").addEventListener("click", () => gliding(() => zoom(0.8)));
  byId("zoom-all").addEventListener("click", () => gliding(() => fitted(shown)));
  new ResizeObserver(fittedAnew).observe(stage);
  const tabs = [...byId("tabs").children];
  for (const [number, tab] of tabs.entries()) {
    tab.addEventListener("click", () => showView(tab.dataset.view));
    tab.addEventListener("keydown", (event) => {
      const next = nextPlace(event.key, number, tabs.length);
      if (next === undefined) return;
      event.preventDefault();
      showView(tabs[next].dataset.view);
      tabs[next].focus();
    });
  }
  for (const view of views.values()) if (view.cards.length) view.cards[0].tabIndex = 0;
}
