// J and K go from one row of the queue to the next, Enter opens it; only where a reviewer switched them on.
export function moveByKeys(table) {
  const rows = [...table.tBodies[0].rows];
  let at = -1;
  const go = (step) => {
    at = Math.min(Math.max(at + step, 0), rows.length - 1);
    const target = rows[at].querySelector("th a, td button");
    if (target) target.focus();
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    if (here >= 0) at = here;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "Enter" && here >= 0 && event.target.matches("th a")) {
      const open = rows[here].querySelector("td form");
      if (open) {
        event.preventDefault();
        open.requestSubmit();
      }
    }
  });
}
