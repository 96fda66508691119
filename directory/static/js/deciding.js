// Keys for what the buttons of the desk do, for those who have switched them on: A approves, R asks,
// D does not accept, E puts off, N notes. A key opens the first such step of what waits and moves
// there; nothing is ever sent by a key alone.
const WRITING = "input, textarea, select, [contenteditable]";

const first = (key) => [...document.querySelectorAll(`details[data-key="${key}"]`)][0];

const open = (fold) => {
  let around = fold;
  while (around) {
    around.open = true;
    around = around.parentElement.closest("details");
  }
  const inside = fold.querySelector("select, textarea, form button[type=submit]");
  (inside ?? fold.querySelector("summary")).focus();
};

if (document.querySelector("[data-step-keys]")) {
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    if (!plain || event.target.closest(WRITING) || !/^[a-z]$/i.test(event.key)) return;
    const fold = first(event.key.toLowerCase());
    if (fold) {
      event.preventDefault();
      open(fold);
    }
  });
}
