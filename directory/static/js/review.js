// What scripts add to the review screen, which works without them.
import { handlePaper } from "./papers.js";

document.querySelectorAll("[data-sheet]").forEach(handlePaper);
