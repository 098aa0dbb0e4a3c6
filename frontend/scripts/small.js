// Three small habits: copy a text, download a chart as a file, put a message away.

export function copyOnClick() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    event.preventDefault();
    await navigator.clipboard.writeText(button.dataset.copy);
    const done = button.parentElement.querySelector("[data-copied]");
    done.textContent = done.dataset.copied;
    setTimeout(() => { done.textContent = ""; }, 4000);
  });
}

export function downloadCharts() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-download-chart]");
    if (!button) return;
    const source = button.closest("figure").querySelector("template[data-chart-file]");
    const file = new Blob([source.innerHTML.trim()], { type: "image/svg+xml" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = button.dataset.downloadChart;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}

export function dismissMessages() {
  document.addEventListener("click", (event) => {
    event.target.closest("[data-dismiss]")?.closest("[data-message]")?.remove();
  });
}
