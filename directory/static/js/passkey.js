// Passkeys: asks the browser for what the server wrote, and sends what it answers.
// Bytes are turned into base64url here, not by `parseCreationOptionsFromJSON` and `toJSON`: Safari
// has those since 18.4 (March 2025) only, and password managers that answer in the browser's place
// went without a working `toJSON` until 2026 (1Password, Proton Pass, KeePassHelper).
const SAID = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known" };

function offer(form) {
  const button = form.querySelector("button");
  const said = form.querySelector("[role=status]");
  form.querySelector("[data-without]").hidden = true;
  if (!window.PublicKeyCredential) {
    said.textContent = form.dataset.unable;
    return;
  }
  button.hidden = false;
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    // Not `disabled`: that would take the focus away from whoever pressed it.
    button.setAttribute("aria-disabled", "true");
    said.textContent = "";
    try {
      form.elements.answer.value = JSON.stringify(await ask(form.dataset));
      form.submit();
    } catch (fault) {
      said.textContent = form.dataset[SAID[fault.name]] ?? form.dataset.failed;
    }
    busy = false;
    button.removeAttribute("aria-disabled");
  });
}

async function ask({ passkey: kind, options }) {
  const publicKey = JSON.parse(options);
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  for (const one of publicKey.excludeCredentials ?? publicKey.allowCredentials) one.id = bytes(one.id);
  const { id, rawId, type, response } = await navigator.credentials[kind]({ publicKey });
  const answer = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) answer[part] = text(response[part]);
  }
  return { id, rawId: text(rawId), type, response: answer };
}

function bytes(base64url) {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

document.querySelectorAll("form[data-passkey]").forEach(offer);
