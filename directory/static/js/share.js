// A device's own sheet for sharing, and its printer; without scripts the address is there to copy.
export function offerShare(button) {
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ title: button.dataset.title, url: location.href }).catch(() => {});
  });
}

export function offerPrint(button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
