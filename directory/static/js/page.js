// What scripts add to pages that work without them.
import { focusProblem } from "./problem.js";
import { offerLocation } from "./locate.js";
import { completePlaces } from "./places.js";
import { countCharacters } from "./count.js";
import { offerCopy } from "./copying.js";
import { offerPrint, offerShare } from "./share.js";

focusProblem();
document.querySelectorAll("[data-locate]").forEach(offerLocation);
document.querySelectorAll("[data-places]").forEach(completePlaces);
document.querySelectorAll("[data-count]").forEach(countCharacters);
document.querySelectorAll("[data-copy]").forEach(offerCopy);
document.querySelectorAll("[data-share]").forEach(offerShare);
document.querySelectorAll("[data-print]").forEach(offerPrint);
