// The street map in place of the ring map: no movement of its own, every move by a key or a button.
const section = document.getElementById("streets");
const { L, protomapsL } = globalThis;
if (section && L) draw(section, section.querySelector(".ground"));

function draw(section, ground) {
  section.hidden = false;
  document.getElementById("instead").hidden = true;
  const still = { animate: false };
  const map = L.map(ground, {
    zoomControl: false, attributionControl: false, keyboard: false, scrollWheelZoom: false,
    doubleClickZoom: false, boxZoom: false, inertia: false, zoomAnimation: false,
    fadeAnimation: false, markerZoomAnimation: false, maxZoom: 18,
    // A finger that scrolls the page is not caught by the map; the buttons move it.
    dragging: matchMedia("(pointer: fine)").matches,
  });
  const middle = [section.dataset.lat, section.dataset.lon].map(Number);
  const people = [...document.querySelectorAll(".people > [data-lat]")].map((item) => person(item));
  map.fitBounds(L.latLngBounds([middle, ...people.map((each) => each.at)]), {
    ...still, padding: [32, 32], maxZoom: 15,
  });
  L.marker(middle, { icon: icon("span", "stands"), interactive: false, keyboard: false }).addTo(map);
  for (const each of people) {
    each.marker = L.marker(each.at, { icon: pin(each), interactive: false, keyboard: false }).addTo(map);
  }
  streets(section).addTo(map);
  apart(map, people);
  map.on("zoomend", () => apart(map, people));
  operate(section, map, people, still);
}

function person(item) {
  const [name, words] = [item.querySelector("a").textContent, item.querySelector("b").textContent];
  return {
    at: [item.dataset.lat, item.dataset.lon].map(Number),
    href: `#${item.id}`,
    number: item.querySelector(".num").textContent,
    // The ring map has the same pin, in the reader's language.
    said: document.querySelector(`.map a[href="#${item.id}"]`)?.getAttribute("aria-label") ?? `${name}, ${words}`,
  };
}

function icon(tag, kind, fill = () => {}) {
  const Own = L.Icon.extend({
    createIcon() {
      const made = document.createElement(tag);
      made.className = kind;
      fill(made);
      this._setIconStyles(made, "icon");
      return made;
    },
    createShadow: () => null,
  });
  return new Own({ iconSize: null, className: kind });
}

function pin(each) {
  return icon("a", "num", (made) => {
    made.href = each.href;
    made.textContent = each.number;
    made.setAttribute("aria-label", each.said);
  });
}

function streets({ dataset }) {
  if (dataset.tiles) {
    // Leaflet ends a request by showing an empty picture in place of it, from an address that no
    // page of ours may load: a picture that is no longer wanted just goes.
    const Pictures = L.TileLayer.extend({
      _abortLoading() {},
      _removeTile: L.GridLayer.prototype._removeTile,
    });
    const options = { className: "pictures", maxZoom: 18, keepBuffer: 1 };
    return new Pictures(dataset.tiles, options).on("tileerror", silence);
  }
  const chosen = document.documentElement.dataset.theme;
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const lang = document.documentElement.lang;
  return protomapsL.leafletLayer({
    url: dataset.file, flavor: dark ? "dark" : "light", lang, className: "drawn",
    maxDataZoom: Number(dataset.closest),
  });
}

function silence() {
  const said = document.querySelector("#streets [data-said]");
  said.textContent = said.dataset.said;
}

// Two numbers never cover each other: the later one stands aside.
function apart(map, people) {
  const placed = [];
  for (const { at, marker } of people) {
    const own = map.latLngToLayerPoint(at);
    let spot = own;
    for (let step = 0; placed.some((other) => other.distanceTo(spot) < 32) && step < 64; step += 1) {
      const turn = (step % 8) * Math.PI / 4;
      const reach = 32 * (1 + Math.floor(step / 8));
      spot = own.add([reach * Math.cos(turn), reach * Math.sin(turn)]);
    }
    placed.push(spot);
    marker.setLatLng(map.layerPointToLatLng(spot));
  }
}

function operate(section, map, people, still) {
  const ground = map.getContainer();
  const zoom = (by) => map.setZoom(map.getZoom() + by, still);
  const move = (x, y) => map.panBy([x * ground.clientWidth / 4, y * ground.clientHeight / 4], still);
  section.addEventListener("click", ({ target }) => {
    const { zoom: by, move: way } = target.closest("button")?.dataset ?? {};
    if (by) zoom(Number(by));
    if (way) move(...way.split(" ").map(Number));
  });
  const keys = {
    ArrowUp: () => move(0, -1), ArrowDown: () => move(0, 1), ArrowLeft: () => move(-1, 0),
    ArrowRight: () => move(1, 0), "+": () => zoom(1), "=": () => zoom(1), "-": () => zoom(-1),
  };
  ground.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") document.getElementById("after-streets").focus();
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });
  ground.addEventListener("focusin", ({ target }) => {
    const focused = people.find(({ marker }) => marker.getElement() === target);
    if (focused) map.panInside(focused.marker.getLatLng(), { ...still, padding: [40, 40] });
  });
}
