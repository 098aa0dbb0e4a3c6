// Long texts show two lines and open on demand; the button is only there where something is hidden.

function prepare(root) {
  for (const text of root.querySelectorAll?.(".clamp:not([data-ready])") ?? []) {
    text.dataset.ready = "";
    const inner = text.querySelector(".clamp-text");
    text.querySelector("button").hidden = inner.scrollHeight <= inner.clientHeight + 1;
  }
}

export function startLongTexts(htmx) {
  htmx.onLoad(prepare);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".clamp button");
    if (!button) return;
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    button.closest(".clamp").toggleAttribute("data-open", open);
  });
}
