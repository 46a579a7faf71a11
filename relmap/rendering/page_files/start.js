// Everything is known: begin.
function onEscape(event) {
  if (event.key !== "Escape" || event.isComposing) return;
  if (opened) closeDetails();
  else if (byId("people").classList.contains("shown")) {
    showPeople(false);
    byId("show-people").focus();
  } else if (target) closeWay();
  else if (!byId("clear").hidden) clearFilters();
}

function changeTheme() {
  const dark = document.documentElement.dataset.theme !== "dark";
  document.documentElement.dataset.theme = dark ? "dark" : data.theme === "dark" ? "light" : data.theme;
  byId("change-theme").setAttribute("aria-pressed", dark);
}

document.documentElement.classList.add("running");
document.addEventListener("keydown", onEscape);
byId("change-theme").addEventListener("click", changeTheme);
byId("change-theme").setAttribute("aria-pressed", data.theme === "dark");
startStage();
startPeople();
showView(data.first);
startWays();
byId("said").textContent = "";
