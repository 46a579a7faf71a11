// Sorting and searching the table of accounts. The page is whole without it: the order and the words come with the rows.
(() => {
  "use strict";
  const table = document.getElementById("accounts");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const ranks = new Map(rows.map((row) => [row, row.dataset.ranks.split(" ").map(Number)]));
  const heads = Array.from(table.tHead.rows[0].cells);

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const backwards = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", backwards ? "descending" : "ascending");
      const sign = backwards ? -1 : 1;
      rows.sort((one, other) => sign * (ranks.get(one)[column] - ranks.get(other)[column]));
      body.append(...rows);
    });
  });

  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const words = new Map(rows.map((row) => [row, folded(`${row.dataset.words} ${row.textContent}`)]));
  const box = document.getElementById("search");
  const said = document.querySelector("output");
  box.closest("p").hidden = false;
  box.addEventListener("input", () => {
    const asked = folded(box.value).split(/\s+/u).filter(Boolean);
    let shown = 0;
    rows.forEach((row) => {
      row.hidden = !asked.every((word) => words.get(row).includes(word));
      shown += row.hidden ? 0 : 1;
    });
    said.textContent = asked.length ? said.dataset.said.replace("{n}", shown) : "";
  });
})();
