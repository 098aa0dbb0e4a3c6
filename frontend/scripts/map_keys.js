// The map from the keyboard: on the window arrows move it, on a box they walk from box to box; + and − zoom, Escape
// leaves the light. The boxes are one stop of the tab key.
const SHIFT = 80;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function walkBoxes(frame, view, leave) {
  const boxes = [...frame.querySelectorAll("a.map-box")];
  const middle = (box) => {
    const rect = box.querySelector("rect");
    return +rect.getAttribute("y") + rect.getAttribute("height") / 2;
  };
  const stop = (box) => { for (const one of boxes) one.tabIndex = one === box ? 0 : -1; };
  stop(boxes.find((box) => box.hasAttribute("aria-current")) ?? boxes[0]);

  function next(box, [across, down]) {
    const column = +box.dataset.column;
    if (down) {
      const same = boxes.filter((one) => +one.dataset.column === column).sort((a, b) => middle(a) - middle(b));
      return same[same.indexOf(box) + down];
    }
    const beside = boxes.filter((one) => +one.dataset.column === column + across);
    const far = (one) => Math.abs(middle(one) - middle(box));
    return beside.sort((a, b) => far(a) - far(b))[0];
  }

  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const box = event.target.closest("a.map-box");
    if (arrow && box) {
      const other = next(box, arrow);
      if (other) {
        stop(other);
        other.focus({ preventScroll: true });
        view.reveal(other);
      }
    } else if (arrow) view.shift(-arrow[0] * SHIFT, -arrow[1] * SHIFT);
    else if (event.key === "+" || event.key === "=") view.zoom("in");
    else if (event.key === "-") view.zoom("out");
    else if (event.key === "0") view.zoom("fit");
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  });
}
