// Ticked answers of a survey stay in this tab until they are sent, so that going back or reloading loses nothing.

const PLACE = "pulse:";

export function keepAnswersUntilSent() {
  const done = document.querySelector("[data-kept-done]");
  if (done) forget(done.dataset.keptDone);
  const form = document.querySelector("form[data-kept-here]");
  if (!form) return;
  const place = PLACE + form.dataset.keptHere + location.pathname;
  if (!form.querySelector("input[type=radio]:checked")) bringBack(form, place);
  form.addEventListener("input", () => remember(form, place));
}

function remember(form, place) {
  const said = {};
  for (const [name, value] of new FormData(form)) if (name !== "csrfmiddlewaretoken") said[name] = value;
  try {
    sessionStorage.setItem(place, JSON.stringify(said));
  } catch {
    // No room or not allowed: the page works without.
  }
}

function bringBack(form, place) {
  let said = {};
  try {
    said = JSON.parse(sessionStorage.getItem(place) ?? "{}");
  } catch {
    return;
  }
  for (const field of form.elements) {
    if (field.type === "radio") field.checked = said[field.name] === field.value && field.value !== "";
    else if (field.name === "text" && said.text && !field.value) field.value = said.text;
  }
}

function forget(mark) {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PLACE + mark)) sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept where nothing may be kept.
  }
}
