// The rating matrix: arrows move, figures and the minus rate, Enter opens the cell's sheet.

const NIL = "00000000-0000-0000-0000-000000000000";
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

class Matrix {
  constructor(table, htmx) {
    this.table = table;
    this.htmx = htmx;
    this.area = table.closest("[data-matrix-area]");
    this.minus = false;
    const first = table.querySelector("tbody td:not(.x)");
    if (first) first.tabIndex = 0;
    table.addEventListener("keydown", (event) => this.onKey(event));
    table.addEventListener("focusin", (event) => this.onFocus(event));
    table.addEventListener("pointerup", (event) => this.onPointer(event));
    table.addEventListener("dblclick", (event) => this.isCell(event.target) && this.open(event.target));
  }

  isCell(target) {
    return target.matches?.("tbody td:not(.x)");
  }

  onPointer(event) {
    if (!this.isCell(event.target)) return;
    this.go(event.target);
    if (event.pointerType === "touch") this.open(event.target);
  }

  onFocus(event) {
    if (!this.isCell(event.target)) return;
    for (const other of this.table.querySelectorAll("td[tabindex='0']")) other.tabIndex = -1;
    event.target.tabIndex = 0;
    this.setMinus(false);
    this.tell(event.target);
  }

  onKey(event) {
    const cell = event.target;
    if (!this.isCell(cell) || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) this.move(cell, step, event.ctrlKey);
    else if (event.key === "Home") this.edge(cell, false, event.ctrlKey);
    else if (event.key === "End") this.edge(cell, true, event.ctrlKey);
    else if (event.ctrlKey) return;
    else if (event.key === "Enter") this.open(cell);
    else if (!this.table.dataset.save) return;
    else if (event.key === "-" || event.key === "−") this.setMinus(Number(this.table.dataset.least) < 0, cell);
    else if (event.key === "+" || event.key === "Escape") this.setMinus(false, cell);
    else if (/^[0-3]$/.test(event.key)) this.save(cell, (this.minus && event.key !== "0" ? "-" : "") + event.key);
    else if (event.key === "Delete" || event.key === "Backspace") this.save(cell, "");
    else return;
    event.preventDefault();
  }

  move(cell, [down, right], far) {
    const rows = this.table.tBodies[0].rows;
    let row = cell.parentElement.sectionRowIndex, column = cell.cellIndex, found = null;
    for (;;) {
      row += down;
      column += right;
      const next = rows[row]?.cells[column];
      if (!next || next.tagName !== "TD") break;
      if (next.classList.contains("x")) continue;
      found = next;
      if (!far) break;
    }
    this.go(found);
  }

  go(cell) {
    if (!cell) return;
    cell.tabIndex = -1;
    cell.focus();
  }

  edge(cell, last, whole) {
    const place = whole ? this.table.tBodies[0] : cell.parentElement;
    const cells = place.querySelectorAll("td:not(.x)");
    this.go(cells[last ? cells.length - 1 : 0]);
  }

  ends(cell) {
    return [cell.parentElement.dataset.id, this.table.tHead.rows[0].cells[cell.cellIndex].dataset.id];
  }

  names(cell) {
    return [cell.parentElement.cells[0].textContent.trim(), this.table.tHead.rows[0].cells[cell.cellIndex].title];
  }

  tell(cell, message = "") {
    const told = this.area.querySelector("[data-told]");
    const [row, column] = this.names(cell);
    const strong = document.createElement("strong");
    strong.textContent = message || cell.textContent || this.table.dataset.unrated;
    told.replaceChildren(row, " → ", column, ": ", strong);
    told.toggleAttribute("data-warns", Boolean(message));
    this.area.querySelector("[data-said]").textContent = message;
  }

  setMinus(on, cell) {
    this.minus = on;
    const told = this.area.querySelector("[data-told]");
    if (!cell) return;
    this.tell(cell);
    if (on) told.querySelector("strong").textContent = "−…";
  }

  async save(cell, value) {
    if (cell.hasAttribute("aria-busy")) return;
    this.setMinus(false);
    const [source, goal] = this.ends(cell);
    const seen = cell.classList.contains("i") || cell.classList.contains("q") ? "" : cell.textContent.replace("−", "-").replace("+", "");
    const body = new URLSearchParams({ source, goal, value, seen, version: cell.dataset.v ?? "0" });
    cell.setAttribute("aria-busy", "true");
    let answer = null;
    try {
      const token = document.querySelector("#shell-form [name=csrfmiddlewaretoken]").value;
      const headers = { "X-CSRFToken": token };
      const response = await fetch(this.table.dataset.save, { method: "POST", body, headers });
      answer = await response.json();
    } catch {
      this.tell(cell, this.table.dataset.lost);
    }
    cell.removeAttribute("aria-busy");
    if (answer) this.take(cell, answer, value);
  }

  take(cell, answer, value) {
    if (answer.needs_reason) {
      this.open(cell, value);
      return;
    }
    // A rating on the goal above, or a likely pair, shows again where its own rating is taken away: with the next page.
    cell.textContent = answer.text;
    cell.className = answer.classes;
    if (answer.version) cell.dataset.v = answer.version;
    else delete cell.dataset.v;
    this.tell(cell, answer.message ?? "");
    if (!answer.message) this.area.querySelector("[data-said]").textContent = `${answer.text || this.table.dataset.unrated}, ${this.table.dataset.saved}`;
  }

  open(cell, value = "") {
    const [source, goal] = this.ends(cell);
    const link = document.createElement("a");
    link.href = this.table.dataset.pair.replace(NIL, source).replace(NIL, goal) + (value ? `?value=${value}` : "");
    link.dataset.sheet = "";
    link.hidden = true;
    this.area.append(link);
    link.click();
    link.remove();
    const sheet = document.getElementById("sheet");
    sheet?.addEventListener("close", () => cell.focus(), { once: true });
  }
}

// A pair rated in the sheet: the cell of a matrix is fetched anew, any other page is shown anew.
function showRated(form) {
  const [source, goal] = form.closest("[data-pair]").dataset.pair.split(" ");
  const sheet = document.getElementById("sheet");
  const next = form.querySelector("[name=next]").value;
  const table = document.querySelector("[data-matrix]");
  const column = [...(table?.tHead.rows[0].cells ?? [])].findIndex((one) => one.dataset.id === goal);
  const cell = table?.querySelector(`tr[data-id="${CSS.escape(source)}"]`)?.cells[column];
  if (!sheet?.open) window.location.assign(next || window.location.href);
  else if (!cell) window.location.reload();
  else fetch(window.location.href).then((response) => response.text()).then((text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const there = fresh.querySelector(`[data-matrix] tr[data-id="${CSS.escape(source)}"]`)?.cells[column];
    if (there) {
      cell.className = there.className;
      cell.textContent = there.textContent;
      if (there.dataset.v) cell.dataset.v = there.dataset.v;
      else delete cell.dataset.v;
    }
    sheet.close();
  });
}

export function rateInMatrix(htmx) {
  for (const table of document.querySelectorAll("[data-matrix]")) new Matrix(table, htmx);
  document.addEventListener("pair-rated", (event) => {
    const form = event.target.closest?.("[data-rate-pair]");
    if (form) showRated(form);
  });
}
