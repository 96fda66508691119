// What scripts add to the review screen, which works without them.
import { offerCopy } from "./copying.js";
import { handlePaper } from "./papers.js";

document.querySelectorAll("[data-sheet]").forEach(handlePaper);
document.querySelectorAll("[data-copy]").forEach(offerCopy);
