// Pictures of papers, made larger and turned where they stand. Without scripts the same links lead
// to a page of their own.
const SIZES = [100, 150, 200, 300];
const KEYS = { "+": "larger", "=": "larger", "-": "smaller", "]": "turn", "[": "back" };

export function handlePaper(sheet) {
  const paper = sheet.querySelector(".paper");
  const picture = paper.querySelector("img");
  const upright = picture.src;
  let size = 0;
  let quarters = 0;
  const ways = {
    larger: () => (size = Math.min(size + 1, SIZES.length - 1)),
    smaller: () => (size = Math.max(size - 1, 0)),
    turn: () => (quarters = (quarters + 1) % 4),
    back: () => (quarters = (quarters + 3) % 4),
  };
  const go = (way) => {
    ways[way]();
    picture.className = `zoom-${SIZES[size]}`;
    const address = quarters ? `${upright}?turn=${quarters * 90}` : upright;
    if (picture.src !== address) picture.src = address;
  };
  for (const control of sheet.querySelectorAll("[data-way]")) {
    control.hidden = false;
    control.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(control.dataset.way);
    });
  }
  // Only while the picture has the focus, so that no key of the page is taken.
  paper.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(way);
  });
}
