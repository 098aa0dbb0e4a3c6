// A window on a large drawing: drag, wheel, pinch, buttons. While it moves the browser only shifts the finished
// picture; once it rests the picture is drawn sharply again.
const NEAREST = 4;
const STEP = 1.25;
const REST_MS = 160;
const FAR = 0.42;
const READABLE = 0.55;
// On a phone one column fills the window, large enough to be read; the rest is a drag away.
const PHONE = 600, READABLE_ON_PHONE = 0.95;

export function windowOn(frame, kept) {
  const picture = frame.querySelector("svg");
  const size = { width: +picture.getAttribute("width"), height: +picture.getAttribute("height") };
  const pointers = new Map();
  let at = { x: 0, y: 0, scale: 0 };
  let asked = false, rest = 0, dragged = 0;

  frame.classList.add("map-frame--window");
  const readable = () => (frame.clientWidth < PHONE ? READABLE_ON_PHONE : READABLE);
  const fitting = () => Math.min(Math.max(frame.clientWidth / size.width, readable()), 1.2);
  const smallest = () => Math.min(frame.clientWidth / size.width, frame.clientHeight / size.height, 1.2);

  function draw() {
    asked = false;
    picture.style.transform = `translate(${at.x}px, ${at.y}px) scale(${at.scale})`;
    frame.classList.toggle("map-frame--far", at.scale < FAR);
  }
  // Some of the drawing always stays in the window.
  function move(x, y, scale = at.scale) {
    const slack = 80;
    const wide = size.width * scale, tall = size.height * scale;
    at = {
      scale,
      x: Math.min(Math.max(x, slack - wide), frame.clientWidth - slack),
      y: Math.min(Math.max(y, slack - tall), frame.clientHeight - slack),
    };
    if (!asked) requestAnimationFrame(draw);
    asked = true;
    frame.classList.add("map-frame--moving");
    clearTimeout(rest);
    rest = setTimeout(() => frame.classList.remove("map-frame--moving"), REST_MS);
  }
  function zoomAt(factor, x, y) {
    const scale = Math.min(Math.max(at.scale * factor, smallest() * 0.8), NEAREST);
    const change = scale / at.scale;
    move(x - (x - at.x) * change, y - (y - at.y) * change, scale);
  }
  function zoom(how) {
    if (how === "fit") {
      const scale = smallest();
      return move((frame.clientWidth - size.width * scale) / 2, 0, scale);
    }
    return zoomAt(how === "in" ? STEP : 1 / STEP, frame.clientWidth / 2, frame.clientHeight / 2);
  }
  function place(event) {
    const box = frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== frame && !frame.contains(document.activeElement)) return;
    event.preventDefault();
    const { x, y } = place(event);
    zoomAt(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), x, y);
  }, { passive: false });

  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (!pointers.size) dragged = 0;
    pointers.set(event.pointerId, place(event));
  });
  frame.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = place(event);
    const other = [...pointers].find(([key]) => key !== event.pointerId)?.[1];
    if (other) {
      const apart = (one) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
      zoomAt(apart(now) / apart(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
      dragged = 9;
    } else {
      dragged += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      if (dragged > 4 && !frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
      move(at.x + now.x - before.x, at.y + now.y - before.y);
    }
    pointers.set(event.pointerId, now);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
    frame.addEventListener(name, (event) => pointers.delete(event.pointerId));
  }
  frame.addEventListener("dragstart", (event) => event.preventDefault());

  // Bring a box into the window: no zoom, no empty edge where the drawing could fill the window.
  function reveal(box) {
    const rect = box.querySelector("rect");
    const along = (start, length, from, room, whole) => {
      const middle = from + (+rect.getAttribute(start) + rect.getAttribute(length) / 2) * at.scale;
      const half = rect.getAttribute(length) / 2 * at.scale + 12;
      if (middle > half && middle < room - half) return from;
      return Math.min(Math.max(from + room / 2 - middle, Math.min(0, room - whole * at.scale)), 0);
    };
    move(along("x", "width", at.x, frame.clientWidth, size.width), along("y", "height", at.y, frame.clientHeight, size.height));
  }

  function begin() {
    if (kept?.scale) move(kept.x, kept.y, kept.scale);
    else move(0, 0, fitting());
    draw();
    const current = picture.querySelector("[aria-current]");
    if (current) reveal(current);
  }
  if (frame.clientWidth) begin();
  else {
    // On a phone the map is folded away at first.
    const unfolded = new ResizeObserver(() => {
      if (!frame.clientWidth) return;
      unfolded.disconnect();
      begin();
    });
    unfolded.observe(frame);
  }
  return {
    zoom,
    reveal,
    shift: (x, y) => move(at.x + x, at.y + y),
    state: () => at,
    wasDragged: () => dragged > 4,
  };
}
