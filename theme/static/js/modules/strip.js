// A strip of slides that snap into place: where it stands, and how to move it.

export function place(strip) {
  return Math.round(strip.scrollLeft / strip.clientWidth);
}

export function move(strip, to, smoothly = true) {
  const still = !smoothly || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const last = strip.children.length - 1;
  strip.scrollTo({ left: Math.max(0, Math.min(last, to)) * strip.clientWidth, behavior: still ? "instant" : "smooth" });
}

// Tell where the strip stands now and after each move: in the words of `count` and by the buttons at both ends.
export function follow(strip, bar, told = () => {}) {
  const count = bar.querySelector("[data-words]");
  let shown = -1;
  const look = () => {
    const now = place(strip);
    if (now === shown) return;
    shown = now;
    const total = strip.children.length;
    count.textContent = count.dataset.words.replace("{number}", now + 1).replace("{count}", total);
    bar.querySelector("[data-do=previous]").setAttribute("aria-disabled", now === 0);
    bar.querySelector("[data-do=next]").setAttribute("aria-disabled", now === total - 1);
    told(now);
  };
  strip.addEventListener("scroll", () => requestAnimationFrame(look), { passive: true });
  look();
}
