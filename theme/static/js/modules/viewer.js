// The photos of a page one by one in a dialog over it: keys, swipe, zoom, download. Closing gives the focus back.

import { follow, move, place } from "./strip.js";

const KEYS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1, Home: -Infinity, End: Infinity };

export default function viewer(page) {
  const links = Array.from(page.querySelectorAll("a[data-photo]"));
  let dialog;
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-photo]");
    if (!link || dialog?.open || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    dialog ??= build(page, links);
    show(dialog, links.indexOf(link));
  });
}

function show(dialog, index) {
  const strip = dialog.querySelector(".viewer__strip");
  zoom(dialog, false);
  dialog.showModal();
  move(strip, index, false);
  strip.focus({ preventScroll: true });
}

function build(page, links) {
  const dialog = page.querySelector("template[data-viewer]").content.firstElementChild.cloneNode(true);
  const strip = dialog.querySelector(".viewer__strip");
  const download = dialog.querySelector(".viewer__download");
  strip.append(...links.map(slide));
  page.append(dialog);
  const go = (by) => {
    zoom(dialog, false);
    move(strip, place(strip) + by);
  };
  const actions = {
    previous: () => go(-1),
    next: () => go(1),
    zoom: () => zoom(dialog, !dialog.classList.contains("viewer--zoomed")),
    close: () => dialog.close(),
  };
  dialog.addEventListener("click", (event) => actions[event.target.closest("button")?.dataset.do]?.());
  dialog.addEventListener("dblclick", (event) => event.target.closest("picture") && actions.zoom());
  dialog.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS) || dialog.classList.contains("viewer--zoomed")) return;
    event.preventDefault();
    go(KEYS[event.key]);
  });
  addEventListener("resize", () => zoom(dialog, false));
  dialog.showModal(); // a closed dialog has no width to count in
  follow(strip, dialog, (now) => {
    download.href = links[now].href;
    download.download = `${location.pathname.split("/").at(-2) || "anh"}-${now + 1}.jpg`;
  });
  dialog.close();
  return dialog;
}

function slide(link) {
  const figure = document.createElement("figure");
  figure.className = "viewer__slide";
  const picture = link.querySelector("picture").cloneNode(true);
  picture.querySelectorAll("[sizes]").forEach((part) => part.setAttribute("sizes", "100vw"));
  picture.querySelector("img").loading = "lazy";
  figure.append(picture);
  const words = link.parentElement.querySelector("figcaption");
  if (words) figure.append(words.cloneNode(true));
  return figure;
}

// A zoomed photo is larger than the window and scrolls within its slide.
function zoom(dialog, on) {
  const strip = dialog.querySelector(".viewer__strip");
  const slides = Array.from(strip.children);
  const now = place(strip);
  dialog.classList.toggle("viewer--zoomed", on);
  dialog.querySelector("[data-do=zoom]").setAttribute("aria-pressed", on);
  slides.forEach((slide) => slide.removeAttribute("tabindex"));
  if (!on || !slides[now]) return;
  slides[now].tabIndex = 0;
  slides[now].querySelectorAll("[sizes]").forEach((part) => part.setAttribute("sizes", "200vw"));
  slides[now].focus();
  centre(slides[now]);
}

// Around a photo of another shape than the window's there is nothing to see; so its middle is shown first.
function centre(slide) {
  const picture = slide.querySelector("picture");
  slide.scrollLeft = (picture.offsetWidth - slide.clientWidth) / 2;
  slide.scrollTop = (picture.offsetHeight - slide.clientHeight) / 2;
}
