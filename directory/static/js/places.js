// Completes a place while it is typed. The box stays a plain box: Tab leaves it, Enter sends it, Escape closes the list.
const WAIT = 200;
const SHORTEST = 2;

export function completePlaces(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-places`;
  list.className = "places";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
    ["autocomplete", "off"],
  ]) input.setAttribute(name, value);

  let waiting;
  let asking;
  let chosen = -1;

  const close = () => {
    asking?.abort();
    clearTimeout(waiting);
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const take = (option) => {
    input.value = option.dataset.near;
    close();
  };

  const show = (choices) => {
    list.replaceChildren(
      ...choices.map((choice, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.near = choice.near;
        option.textContent = choice.near;
        return option;
      }),
    );
    chosen = -1;
    list.hidden = choices.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  };

  const move = (step) => {
    const options = list.children;
    if (chosen >= 0) options[chosen].setAttribute("aria-selected", "false");
    chosen = (chosen + step + options.length + (chosen < 0 && step < 0 ? 1 : 0)) % options.length;
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const ask = async (text) => {
    asking?.abort();
    asking = new AbortController();
    try {
      const address = `${input.dataset.places}?${new URLSearchParams({ q: text, limit: "6" })}`;
      const answer = await fetch(address, { signal: asking.signal });
      const choices = answer.ok ? (await answer.json()).choices ?? [] : [];
      // The reader may have gone on by now.
      if (document.activeElement === input) show(choices);
    } catch {
      // Without an answer the box is an ordinary box.
    }
  };

  input.addEventListener("input", () => {
    close();
    const text = input.value.trim();
    if (text.length >= SHORTEST) waiting = setTimeout(ask, WAIT, text);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    }
  });
  // Pressing the mouse would blur the box, and close the list, before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}
