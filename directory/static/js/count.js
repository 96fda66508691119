// Says how many characters are left in a field, beside the hint that says how many there are.
export function countCharacters(field) {
  const most = Number(field.dataset.count);
  const said = document.createElement("p");
  said.className = "hint";
  const tell = () => {
    said.textContent = `${field.dataset.countSays} ${most - [...field.value.trim()].length}`;
  };
  field.addEventListener("input", tell);
  field.after(said);
  tell();
}
