// Rating a round by keyboard: numbers answer, arrows go back and on, while the question has the focus.

export function rateByKeyboard() {
  if (matchMedia("(pointer: fine)").matches) {
    document.querySelector("form[data-rate] [data-rate-focus]")?.focus({ preventScroll: true });
  }
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const form = event.target.closest?.("form[data-rate]");
    if (!form || event.target.closest("textarea, input:not([type=hidden]), select")) return;
    const target = event.key === "ArrowLeft" ? document.querySelector("[data-rate-back]")
      : event.key === "ArrowRight" ? document.querySelector("[data-rate-skip]")
      : form.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
  });
}
