// "Use my location": asks the device once, and sends a point rounded to about a kilometer.
const OPTIONS = { enableHighAccuracy: false, timeout: 8000, maximumAge: 600000 };

export function offerLocation(form) {
  const button = form.querySelector("[data-locate-button]");
  const said = form.querySelector("[data-locate-said]");
  if (!button || !navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = form.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => search(form, coords),
      ({ code, PERMISSION_DENIED }) => {
        said.textContent = code === PERMISSION_DENIED ? form.dataset.refused : form.dataset.failed;
      },
      OPTIONS,
    );
  });
}

function search(form, coords) {
  const asked = new URLSearchParams(new FormData(form));
  asked.delete("near");
  asked.set("lat", coords.latitude.toFixed(2));
  asked.set("lon", coords.longitude.toFixed(2));
  location.assign(`${form.action}?${asked}`);
}
