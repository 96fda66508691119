// After a form came back with a problem, reading starts at the summary.
export function focusProblem() {
  document.querySelector("[data-problem]")?.focus();
}
