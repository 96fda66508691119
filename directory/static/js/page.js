// What scripts add to pages that work without them.
import { focusProblem } from "./problem.js";
import { offerLocation } from "./locate.js";
import { completePlaces } from "./places.js";
import { countCharacters } from "./count.js";

focusProblem();
document.querySelectorAll("[data-locate]").forEach(offerLocation);
document.querySelectorAll("[data-places]").forEach(completePlaces);
document.querySelectorAll("[data-count]").forEach(countCharacters);
