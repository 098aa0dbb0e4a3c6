// Links marked data-sheet open their page in a sheet at the side; otherwise they are ordinary links.

export function openLinksInSheet(htmx) {
  const sheet = document.getElementById("sheet");
  if (!sheet) return;
  const body = sheet.querySelector("[data-sheet-body]");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-sheet]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      body.replaceChildren();
      body.setAttribute("aria-busy", "true");
      if (!sheet.open) sheet.showModal();
      htmx
        .ajax("GET", link.href, { source: link, target: body, select: "[data-page]", swap: "innerHTML" })
        .then(() => {
          body.removeAttribute("aria-busy");
          if (!body.firstElementChild) window.location.assign(link.href);
        });
      sheet.querySelector("[data-sheet-page]").href = link.href;
      return;
    }
    if (event.target === sheet || event.target.closest("[data-sheet-close]")) sheet.close();
  });
  sheet.addEventListener("close", () => body.replaceChildren());
}
