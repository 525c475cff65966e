"use strict";
window.journeyMap = {
  refresh(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    document.title = fresh.title;
    const [before, after] = [document.querySelector("main"), fresh.querySelector("main")];
    if (before.outerHTML !== after.outerHTML) before.replaceWith(after);
  },
};
