// Ctrl+K opens the search over the page; arrows walk through what it found.

function move(dialog, step) {
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll("[data-search-results] a")];
  const here = stops.indexOf(document.activeElement);
  stops[Math.min(Math.max(here + step, 0), stops.length - 1)].focus();
}

export function openSearchByKeyboard() {
  const dialog = document.getElementById("search-dialog");
  if (!dialog) return;
  const open = () => {
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-search-open]") && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      open();
    } else if (event.target === dialog || event.target.closest("[data-search-close]")) {
      dialog.close();
    }
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    move(dialog, event.key === "ArrowDown" ? 1 : -1);
  });
}
