"use strict";
(() => {
  const panels = [...document.querySelectorAll(".panel")];
  const viewer = document.getElementById("viewer");
  const stage = viewer.querySelector(".stage");
  const arrows = document.getElementById("arrows");
  let current = 0;

  const show = () => {
    stage.replaceChildren(panels[current].querySelector(".card").cloneNode(true));
    viewer.querySelector(".back").disabled = current === 0;
    viewer.querySelector(".on").disabled = current === panels.length - 1;
    viewer.scrollTop = 0;
  };
  const go = (to) => {
    const next = Math.min(Math.max(to, 0), panels.length - 1);
    panels[current].tabIndex = -1;
    current = next;
    panels[current].tabIndex = 0;
    if (viewer.open) show();
    else panels[current].focus();
    panels[current].scrollIntoView({ block: "nearest" });
  };
  // Up and down follow what the eye sees, whatever the number of columns and wherever a scene's last row ends.
  const beside = (way) => {
    const from = panels[current].getBoundingClientRect();
    let best = current;
    let nearest = Infinity;
    for (let at = current + way; at >= 0 && at < panels.length; at += way) {
      const box = panels[at].getBoundingClientRect();
      if (way > 0 ? box.top < from.bottom - 1 : box.top >= from.top - 1) continue;
      const apart = Math.abs(box.left - from.left) + Math.abs(box.top - from.top) * 4;
      if (apart >= nearest) break;
      nearest = apart;
      best = at;
      if (Math.abs(box.left - from.left) < 2) break;
    }
    return best;
  };
  const open = (at) => {
    go(at);
    if (!viewer.open) viewer.showModal();
    show();
  };
  const toggleArrows = () => {
    const hidden = document.body.classList.toggle("no-arrows");
    arrows.setAttribute("aria-pressed", String(!hidden));
  };

  panels.forEach((panel, at) => {
    panel.addEventListener("focus", () => { if (at !== current) go(at); });
    panel.querySelector(".picture").addEventListener("click", () => open(at));
  });
  viewer.addEventListener("close", () => panels[current].focus());
  viewer.addEventListener("click", (event) => {
    if (event.target.closest(".turn")) go(current + (event.target.closest(".back") ? -1 : 1));
    else if (event.target.closest(".leave, .picture") || event.target === viewer) viewer.close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("video")) return;
    const onButton = event.target.closest("button");
    const step = { ArrowRight: 1, j: 1, ArrowLeft: -1, k: -1 }[event.key];
    if (step) go(panels[current] === document.activeElement || viewer.open ? current + step : current);
    else if (event.key === "ArrowDown" && !viewer.open) go(beside(1));
    else if (event.key === "ArrowUp" && !viewer.open) go(beside(-1));
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(panels.length - 1);
    else if (event.key === "Enter" && !onButton && !viewer.open) open(current);
    else if (event.key.toLowerCase() === "a") toggleArrows();
    else return;
    event.preventDefault();
  });
  arrows.addEventListener("click", toggleArrows);
  if (document.querySelector(".move")) arrows.hidden = false;
  document.getElementById("hint").hidden = false;
  for (const film of document.querySelectorAll(".animatic")) {
    // A film that fades in is black at rest; the first panel's picture, already in the page, stands for it.
    const first = document.querySelector(".panel img");
    if (first) film.poster = first.src;
    film.addEventListener("error", () => film.classList.add("gone"));
    // Not the network state: "no source" is also what a film says in the moment before it starts to load.
    if (film.error) film.classList.add("gone");
  }
})();
