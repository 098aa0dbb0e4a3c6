// The quick pass by keyboard: 1, 2, 3 answer, space goes on, backspace goes back.

const TYPING = "input, textarea, select, [contenteditable], dialog";

export function answerCardsByKey() {
  document.addEventListener("keydown", (event) => {
    const quick = document.querySelector("[data-quick]");
    if (!quick || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if (event.target !== document.body && !quick.contains(event.target)) return;
    // A focused button or link keeps space for itself.
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    const wanted = [...quick.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (!wanted) return;
    event.preventDefault();
    if (!event.repeat) wanted.click();
  });
  const take = () => document.querySelector("[data-quick]")?.focus({ preventScroll: true });
  document.addEventListener("htmx:afterSettle", take);
  take();
}
