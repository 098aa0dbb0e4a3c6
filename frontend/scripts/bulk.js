// Choosing rows of a table: the bar at the foot says how many and stays in sight.

function rowBoxes(table) {
  return [...table.querySelectorAll("input[name=selected]")];
}

function showCount(table) {
  const bar = table.querySelector("[data-bulk]");
  if (!bar) return;
  const boxes = rowBoxes(table);
  const chosen = boxes.filter((box) => box.checked).length;
  const all = table.querySelector("[data-select-all]");
  if (all) {
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  bar.toggleAttribute("data-active", chosen > 0);
  bar.querySelector("[data-bulk-count]").textContent = String(chosen);
  const whole = bar.querySelector("[data-bulk-whole]");
  if (whole) {
    whole.hidden = chosen === 0 || chosen < boxes.length;
    if (whole.hidden) whole.querySelector("input").checked = false;
  }
}

export function selectRowsInBulk() {
  document.addEventListener("change", (event) => {
    const table = event.target.closest("[data-table]");
    if (!table) return;
    if (event.target.matches("[data-select-all]")) {
      for (const box of rowBoxes(table)) box.checked = event.target.checked;
    }
    if (event.target.matches("[data-select-all], input[name=selected]")) showCount(table);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("[data-table]").forEach(showCount));
}
