"use strict";
// Three things, all optional: light the words an address points to, filter a table's rows, zoom.
(function () {
  function light() {
    document.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
    const place = /^#(?:s|a)-(\d+(?:-\d+)*)/.exec(location.hash);
    if (!place) return;
    const numbers = place[1].split("-").map(Number);
    let first = null;
    document.querySelectorAll("[data-o]").forEach((e) => {
      const at = Number(e.dataset.o);
      for (let i = 0; i + 1 < numbers.length; i += 2) {
        if (at >= numbers[i] && at < numbers[i + 1]) { e.classList.add("lit"); first = first || e; }
      }
    });
    if (first) first.scrollIntoView({ block: "center" });
  }
  function filter(form) {
    const rows = Array.from(document.querySelectorAll("#" + form.dataset.rows + " tbody tr"));
    const said = document.getElementById(form.dataset.rows + "-count");
    function apply() {
      const wanted = Array.from(form.elements).filter((e) => e.name && e.value);
      const words = (form.elements.words ? form.elements.words.value : "").toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const day = row.dataset.date || "";
        const fits = wanted.every((e) => e.name === "words" || (e.name === "since" && day >= e.value) || (e.name === "until" && day && day <= e.value)
          || (row.dataset[e.name] || "").split("|").includes(e.value));
        const text = words.length ? row.textContent.toLowerCase() : "";
        row.hidden = !(fits && words.every((w) => text.includes(w)));
        if (!row.hidden) shown += 1;
      }
      if (said) said.textContent = shown + " of " + rows.length + " shown";
      try { history.replaceState(null, "", "#" + wanted.map((e) => e.name + "=" + encodeURIComponent(e.value)).join("&")); } catch (e) { /* file:// in some browsers */ }
    }
    for (const pair of location.hash.slice(1).split("&")) {
      const [name, value] = pair.split("=");
      if (name && value !== undefined && form.elements[name]) form.elements[name].value = decodeURIComponent(value);
    }
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply, 0));
    apply();
  }
  function zoom(figure) {
    const svg = figure.querySelector("svg");
    const full = svg.viewBox.baseVal.width;
    figure.addEventListener("click", (e) => {
      const button = e.target.closest("button");
      if (!button) return;
      const box = svg.viewBox.baseVal;
      const width = Math.min(full, box.width * Number(button.dataset.zoom || 1));
      const middle = box.x + box.width / 2 + box.width * Number(button.dataset.shift || 0);
      box.x = Math.max(0, Math.min(full - width, middle - width / 2));
      box.width = width;
      svg.setAttribute("preserveAspectRatio", "none");
    });
  }
  document.querySelectorAll("figure.picture").forEach(zoom);
  function thin(form) {
    const lines = Array.from(document.querySelectorAll("#ties line"));
    form.hidden = false;
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("input", () => {
      const least = Number(form.elements.least.value);
      lines.forEach((e) => e.classList.toggle("faint", Number(e.dataset.weight) < least));
      form.querySelector("output").textContent = lines.filter((e) => !e.classList.contains("faint")).length + " ties";
    });
  }
  window.addEventListener("hashchange", light);
  document.querySelectorAll("form.ties").forEach(thin);
  document.querySelectorAll("form.filters").forEach(filter);
  light();
})();
