// Buttons and a count for a strip of photos. It moves only when the reader moves it.

import { follow, move, place } from "./strip.js";

export default function slides(element) {
  const strip = element.querySelector(".slides__strip");
  const bar = element.querySelector(".slides__bar");
  bar.append(bar.querySelector("template").content.cloneNode(true));
  const steps = { previous: -1, next: 1 };
  bar.addEventListener("click", (event) => {
    const by = steps[event.target.closest("button")?.dataset.do];
    if (by) move(strip, place(strip) + by);
  });
  follow(strip, bar);
}
