// Numbers and names, copied for the form of a register. Without scripts they are selected by hand.
export function offerCopy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.textContent = ` ${button.dataset.done}`;
    button.parentElement.querySelector("[role=status]")?.remove();
    button.after(said);
  });
}
