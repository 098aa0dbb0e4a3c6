// The strategy map as a window: move, zoom, search, one thing in the light; loaded on its page alone, after first paint.
import { windowOn } from "./scripts/map_window.js";
import { walkBoxes } from "./scripts/map_keys.js";

const place = document.querySelector("[data-map]");
let view;

function begin(keep) {
  const frame = place.querySelector("[data-map-frame]");
  view = windowOn(frame, keep);
  walkBoxes(frame, view, leave);
  for (const button of place.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => view.zoom(button.dataset.zoom));
  }
}

// Ask the server for the map in another state; the window stays where it is, and the address says the state.
async function show(address, { push = true } = {}) {
  const query = new URL(address, location.href).search;
  const frame = place.querySelector("[data-map-frame]");
  const kept = view.state();
  const inside = place.contains(document.activeElement) ? document.activeElement.dataset.box ?? "" : null;
  frame.classList.add("map-frame--waiting");
  const answer = await fetch(place.dataset.map + query, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || answer.redirected) return location.assign(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...page.body.childNodes);
  if (push) history.pushState({ map: true }, "", query || location.pathname);
  begin(kept);
  say();
  if (inside !== null) {
    const again = inside && place.querySelector(`[data-box="${CSS.escape(inside)}"]`);
    (again || place.querySelector("[data-map-frame]")).focus({ preventScroll: true });
  }
}

// What stands in the light and beside it, for those who hear the page.
function say() {
  const parts = [...place.querySelectorAll(".map-named h2, [data-map-aside]")].map((part) => part.textContent);
  document.querySelector("[data-map-said]").textContent = parts.join(": ").replace(/\s+/g, " ").slice(0, 600);
}

function leave() {
  const link = place.querySelector("[data-map-leave]");
  if (link) show(link.href);
}

function followLinks(event) {
  const link = event.target.closest("a.map-box, a[data-map-link], .map-tools .tabs a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (view.wasDragged()) return;
  document.querySelector(".map-wanted").checked = true;
  show(link.getAttribute("href"));
}

function searchWhileTyping() {
  const form = document.querySelector("[data-map-search]");
  const hits = form.querySelector("[data-map-hits]");
  let waiting;
  form.elements.find.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const query = new URLSearchParams(location.search);
      query.set("find", form.elements.find.value);
      const answer = await fetch(`${form.dataset.mapSearch}?${query}`);
      if (answer.ok && !answer.redirected) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        hits.replaceChildren(...page.body.childNodes);
      }
    }, 200);
  });
  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-map-link]")) return;
    followLinks(event);
    hits.replaceChildren();
    form.elements.find.value = "";
  });
}

if (place) {
  begin();
  place.addEventListener("click", followLinks);
  searchWhileTyping();
  addEventListener("popstate", () => show(location.href, { push: false }));
}
